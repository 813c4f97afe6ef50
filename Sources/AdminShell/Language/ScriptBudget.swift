import Text

/// What one run of scripts, or one line typed, may take at most, however its variables and files multiply one another.
final class ScriptBudget {
  /// What variables may stand for, all in all; bytes.
  static let mostText = 64 * 1_024 * 1_024
  /// Files that are included or loaded, each as often as it is read.
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
