import Text

/// The verdict on a run of the conformance suite.
public enum CertificationVerdict: Sendable, Equatable {
  case pass
  case fail
  /// Passed with a dated condition.
  case conditional(until: Moment)

  /// The term of a passed run.
  public static let term = Span.days(180)
  /// The term of a conditional run.
  public static let conditionalTerm = Span.days(30)
  /// The time before the end of a term from which on a warning is given.
  public static let warning = Span.days(30)

  /// The verdict's code: `pass`, `fail` or `conditional`.
  public var name: String {
    switch self {
    case .pass: "pass"
    case .fail: "fail"
    case .conditional: "conditional"
    }
  }

  public var title: Bilingual {
    switch self {
    case .pass: Bilingual(zh: "通过", en: "passed")
    case .fail: Bilingual(zh: "未通过", en: "failed")
    case .conditional(let until):
      Bilingual(zh: "有条件通过，至 \(until.short)", en: "passed conditionally, until \(until.short)")
    }
  }
}

extension CertificationReport {
  /// The verdict on a run. Any fatal check fails the whole, and so does a run that checked nothing.
  public func verdict(from moment: Moment) -> CertificationVerdict {
    let made = checks.filter { $0.outcome.name != "not_made" }
    guard !made.isEmpty, !made.contains(where: \.isFatal) else { return .fail }
    guard made.allSatisfy({ $0.outcome == .passed }) else {
      return .conditional(until: moment.adding(CertificationVerdict.conditionalTerm))
    }
    return .pass
  }

  /// The verdict with terms counted from the end of the run, for a run that is not stored.
  public var verdict: CertificationVerdict { verdict(from: endedAt) }
}
