/// Who helps with the line being typed: everything is told the text before the cursor.
@MainActor public protocol LineAssistant: AnyObject {
  /// What the text may become, whole.
  func completions(of before: String) -> [String]
  /// The choices as text to print, each with a line of help if asked for; nil for none.
  func choices(for before: String, withHelp: Bool) -> String?
  /// Whether the cursor stands inside quotes, where a question mark is a character.
  func isQuoted(_ before: String) -> Bool
}
