import Text

/// What the prompt shows: `chaka 3* [confirm 4:59]> `.
public struct PromptText: Sendable, Equatable {
  /// The running revision; nil if it cannot be read.
  public var revision: Int?
  public var hasChanges = false
  /// The end of the time in which an unconfirmed commit can be confirmed, and what is left of it, in milliseconds.
  public var confirmation: Confirmation?

  public init(revision: Int? = nil, hasChanges: Bool = false) {
    (self.revision, self.hasChanges) = (revision, hasChanges)
  }

  public struct Confirmation: Sendable, Equatable {
    public let until: Int64
    public let left: Int64

    public static func == (one: Confirmation, other: Confirmation) -> Bool { one.until == other.until }
  }
}

extension Console {
  /// What the prompt of the next line shows.
  var promptText: PromptText {
    var text = PromptText(hasChanges: hasChanges)
    text.revision = try? session().running().number
    text.hasChanges = hasChanges
    if let until = try? confirmation()?.until, let now = try? session().store.now() {
      text.confirmation = .init(until: until.milliseconds, left: until.milliseconds - now.milliseconds)
    }
    return text
  }
}
