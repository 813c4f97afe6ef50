/// A precondition that a commit does not meet, with the figures and the bounds.
public enum UnmetPrecondition: Sendable, Equatable {
  case opening(OpeningRule, OpeningFigures)
  /// A connection of a bank at a time. `endsAt` is the end of its certification, nil if none holds.
  case connection(BankCode, ConnectionRule, endsAt: Moment?, at: Moment)

  /// The name of the precondition, whatever the figures.
  public var subject: String {
    switch self {
    case .opening(let rule, _): rule.subject
    case .connection(let bank, _, _, _): ConnectionRule.subject(bank)
    }
  }
}

/// The figures of the group before, when another is to be opened.
public struct OpeningFigures: Sendable, Equatable {
  /// The regions of the group that the commit opens.
  public let opened: [RegionCode]
  /// The time since which all of the group before has been open; nil if it is not.
  public let openSince: Moment?
  /// The counts of its people's enquiries that ended in the last days, withdrawn ones left out.
  public let answers: AnswerCount
  /// The time at which the commit takes force.
  public let at: Moment

  public init(opened: [RegionCode], openSince: Moment?, answers: AnswerCount, at: Moment) {
    self.opened = opened
    self.openSince = openSince
    self.answers = answers
    self.at = at
  }

  /// The full days of 24 hours for which the group has been open, counted no further than needed.
  public func openDays(upTo needed: Int) -> Int {
    openSince.map { min(needed, max(0, Int(at.since($0).milliseconds / Span.days(1).milliseconds))) } ?? 0
  }

  /// Whether the figures meet a rule. A group without any answers does not: nobody has asked anything there.
  public func meet(_ rule: OpeningRule) -> Bool {
    openDays(upTo: rule.days) >= rule.days && openSince != nil && answers.reach(rule.answered)
  }
}

/// The number of enquiries that ended, and of those with the bank's answer within the deadline.
public struct AnswerCount: Sendable, Equatable {
  public var ended: Int
  public var answered: Int

  public init(ended: Int = 0, answered: Int = 0) {
    self.ended = ended
    self.answered = answered
  }

  /// Counts outcomes. Withdrawn enquiries are left out: no bank had to answer them.
  public init(_ outcomes: [QueryOutcome]) {
    ended = outcomes.count { $0.state != .withdrawn && !$0.state.isOpen }
    answered = outcomes.count { $0.state == .answered }
  }

  /// The share answered, rounded down, so that a share just short of a line never reads as having reached it; nil if
  /// nothing ended.
  public var share: Share? { ended == 0 ? nil : Share(hundredths: answered * 10_000 / ended) }

  public func reach(_ share: Share) -> Bool { ended > 0 && answered * 10_000 >= ended * Int(share.hundredths) }

  public static func + (left: AnswerCount, right: AnswerCount) -> AnswerCount {
    AnswerCount(ended: left.ended + right.ended, answered: left.answered + right.answered)
  }
}
