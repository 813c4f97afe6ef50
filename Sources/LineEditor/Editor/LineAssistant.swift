/// The assistant for the line being typed; `before` is the text before the cursor.
@MainActor public protocol LineAssistant: AnyObject {
  /// The whole texts that the typed one may become.
  func completions(of before: String) -> [String]
  /// The choices as text to print, each with a line of help if asked for; nil for none.
  func choices(for before: String, withHelp: Bool) -> String?
  /// Whether the cursor stands inside quotes, where a question mark is a character.
  func isQuoted(_ before: String) -> Bool
  /// The news since the last call; asked for while a line waits, when `watch` says so.
  func news() -> News
  /// What brings news while a line waits.
  var watch: Watch { get }
}

/// What brings news while a line waits.
public struct Watch: Sendable {
  /// News come when this descriptor can be read; nil for none.
  public var descriptor: Int32?
  /// Whether each second brings news, too, as for a countdown.
  public var isTicking: Bool

  public init(descriptor: Int32? = nil, isTicking: Bool = false) {
    self.descriptor = descriptor
    self.isTicking = isTicking
  }
}

/// The news while a line waits.
public struct News: Sendable {
  /// The notes, printed above the line; they end with a line break.
  public var notes: String?
  /// The prompt from now on; nil if it stays.
  public var prompt: Prompt?

  public init(notes: String? = nil, prompt: Prompt? = nil) {
    self.notes = notes
    self.prompt = prompt
  }
}
