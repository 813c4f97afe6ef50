import Text

/// What a run of the conformance suite came to.
public enum CertificationVerdict: Sendable, Equatable {
  case pass
  case fail
  /// Passed with a dated condition.
  case conditional(until: Moment)

  /// How long a passed run is good for.
  public static let term = Span.days(180)
  /// How long one with a condition is good for.
  public static let conditionalTerm = Span.days(30)
  /// From how long before the end on it is warned.
  public static let warning = Span.days(30)

  /// `pass`, `fail` or `conditional`.
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
  /// Any check that is fatal fails the whole, and a run that checked nothing has shown nothing.
  public func verdict(from moment: Moment) -> CertificationVerdict {
    let made = checks.filter { $0.outcome.name != "not_made" }
    guard !made.isEmpty, !made.contains(where: \.isFatal) else { return .fail }
    guard made.allSatisfy({ $0.outcome == .passed }) else {
      return .conditional(until: moment.adding(CertificationVerdict.conditionalTerm))
    }
    return .pass
  }

  /// Counted from the end of the run, for a run that nobody stores.
  public var verdict: CertificationVerdict { verdict(from: endedAt) }
}
