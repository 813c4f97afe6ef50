/// A precondition that a commit does not meet, with its figures and what was needed.
public enum UnmetPrecondition: Sendable, Equatable {
  case opening(OpeningRule, OpeningFigures)
  /// `endsAt` is nil where no certification of the bank holds.
  case connection(BankCode, ConnectionRule, endsAt: Moment?, at: Moment)

  /// What it is about, whatever the figures.
  public var subject: String {
    switch self {
    case .opening(let rule, _): rule.subject
    case .connection(let bank, _, _, _): ConnectionRule.subject(bank)
    }
  }
}

/// How the group before stands when another is to be opened.
public struct OpeningFigures: Sendable, Equatable {
  /// What the commit opens of the group.
  public let opened: [RegionCode]
  /// Since when all of the group before has been open; nil where it is not.
  public let openSince: Moment?
  /// The enquiries of its people that ended in the last days, withdrawn ones left out.
  public let answers: AnswerCount
  /// When the commit takes force.
  public let at: Moment

  public init(opened: [RegionCode], openSince: Moment?, answers: AnswerCount, at: Moment) {
    self.opened = opened
    self.openSince = openSince
    self.answers = answers
    self.at = at
  }

  /// Full days of 24 hours, counted no further than what is needed.
  public func openDays(upTo needed: Int) -> Int {
    openSince.map { min(needed, max(0, Int(at.since($0).milliseconds / Span.days(1).milliseconds))) } ?? 0
  }

  /// Nothing answered is not enough: a group of which nobody has asked anything has shown nothing.
  public func meet(_ rule: OpeningRule) -> Bool {
    openDays(upTo: rule.days) >= rule.days && openSince != nil && answers.reach(rule.answered)
  }
}

/// How many enquiries ended, and how many of them with the bank's answer within the deadline.
public struct AnswerCount: Sendable, Equatable {
  public var ended: Int
  public var answered: Int

  public init(ended: Int = 0, answered: Int = 0) {
    self.ended = ended
    self.answered = answered
  }

  /// Withdrawn enquiries say nothing about anybody's answers.
  public init(_ outcomes: [QueryOutcome]) {
    ended = outcomes.count { $0.state != .withdrawn && !$0.state.isOpen }
    answered = outcomes.count { $0.state == .answered }
  }

  /// Rounded down, so that what is short of a line never reads as having reached it; nil where nothing ended.
  public var share: Share? { ended == 0 ? nil : Share(hundredths: answered * 10_000 / ended) }

  public func reach(_ share: Share) -> Bool { ended > 0 && answered * 10_000 >= ended * Int(share.hundredths) }

  public static func + (left: AnswerCount, right: AnswerCount) -> AnswerCount {
    AnswerCount(ended: left.ended + right.ended, answered: left.answered + right.answered)
  }
}
