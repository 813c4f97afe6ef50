/// The versions of the protocol between consoles and services.
public enum ProtocolVersion {
  /// The versions that this program speaks.
  public static let spoken = [1]

  /// The latest version that both sides speak; nil if there is none.
  public static func common(_ theirs: [Int]) -> Int? { spoken.filter(theirs.contains).max() }
}
