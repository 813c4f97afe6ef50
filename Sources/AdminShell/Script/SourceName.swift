/// The names of scripts in error messages.
public enum SourceName {
  public static let standardInput = "<stdin>"
  public static let command = "<command>"
  public static let terminal = "<terminal>"

  /// Whether a name is one of this type's own and no path.
  static func isInvented(_ name: String) -> Bool { name.hasPrefix("<") }

  public static func file(_ path: String) -> String { isInvented(path) ? "./" + path : path }
}
