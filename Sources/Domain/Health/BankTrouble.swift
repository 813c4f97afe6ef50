import Text

/// The trouble of a bank that a person is warned of before choosing it.
public enum BankTrouble: Sendable, Equatable {
  /// Nothing has come from it for a while.
  case silent
  /// Much of what it is asked stays unanswered.
  case unreliable
  /// Answers come, but late.
  case slow
  /// More people wait for it than it can take within a day.
  case crowded

  /// Below this share within 30 seconds a bank is in trouble.
  static let line = Share(hundredths: 8_000) ?? .full
  /// Exchanges that came to nothing, and no answer at all, after which a bank counts as silent.
  static let fewestFailures = 5

  /// By the health of the last ten minutes; nil where all is well or there is too little to tell.
  public init?(_ health: BankHealth) {
    if health.latencies.total == 0, health.failureCount >= Self.fewestFailures {
      self = .silent
    } else if let share = health.share, share < Self.line {
      self = (health.answeredShare ?? .full) < Self.line ? .unreliable : .slow
    } else {
      return nil
    }
  }

  public var code: String {
    switch self {
    case .silent: "bank_silent"
    case .unreliable: "bank_unreliable"
    case .slow: "bank_slow"
    case .crowded: "bank_crowded"
    }
  }

  public var message: Bilingual {
    switch self {
    case .silent:
      Bilingual(
        zh: "目前没有回应，报告里可能没有它的结果",
        en: "is not responding; the report may have no result from it")
    case .unreliable:
      Bilingual(
        zh: "目前很多询问没有答复，报告可能要等很久，或没有它的结果",
        en: "often gives no answer at the moment; the report may take long or have no result from it")
    case .slow:
      Bilingual(zh: "目前答复较慢，报告可能要多等一会儿", en: "is slow at the moment; the report may take longer")
    case .crowded:
      Bilingual(
        zh: "排队的人太多，暂时不能选", en: "has too many people waiting; it cannot be chosen for now")
    }
  }
}
