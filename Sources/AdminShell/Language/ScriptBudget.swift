import Text

/// The bounds of one run of scripts, or one typed line, however its variables and files multiply one another.
final class ScriptBudget {
  /// The largest size of all replaced variables together, in bytes.
  static let mostText = 64 * 1_024 * 1_024
  /// The largest number of files that are included or loaded, each counted as often as it is read.
  static let mostFiles = 1_000

  private var text = 0
  private var files = 0

  func spend(text bytes: Int) throws(SyntaxFault) {
    text += bytes
    guard text <= Self.mostText else { throw .expandsTooFar(bytes: Self.mostText) }
  }

  func spendFile() throws(SyntaxFault) {
    files += 1
    guard files <= Self.mostFiles else { throw .tooManyFiles(Self.mostFiles) }
  }
}
