/// Who helps with the line being typed: everything is told the text before the cursor.
@MainActor public protocol LineAssistant: AnyObject {
  /// What the text may become, whole.
  func completions(of before: String) -> [String]
  /// The choices as text to print, each with a line of help if asked for; nil for none.
  func choices(for before: String, withHelp: Bool) -> String?
  /// Whether the cursor stands inside quotes, where a question mark is a character.
  func isQuoted(_ before: String) -> Bool
  /// What has happened since; asked about once a second while a line waits.
  func news() -> News
}

/// What has happened while a line waits.
public struct News: Sendable {
  /// Printed above the line; ends with a line break.
  public var notes: String?
  /// The prompt from now on, where it has changed.
  public var prompt: Prompt?

  public init(notes: String? = nil, prompt: Prompt? = nil) {
    self.notes = notes
    self.prompt = prompt
  }
}
