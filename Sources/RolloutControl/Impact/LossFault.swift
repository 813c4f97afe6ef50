import Text

/// People would lose the service or a bank by a commit, and the operator named no number, or another.
public enum LossFault: Fault, Equatable {
  case exceedExpected(lost: Int, expected: Int)
  /// The operator named no number, and the policy asks for one.
  case notExpected(lost: Int)
  /// The operator was asked for the number, and typed another or none.
  case notConfirmed(lost: Int)

  public var code: String {
    switch self {
    case .exceedExpected: "losses_exceed_expected"
    case .notExpected: "losses_not_expected"
    case .notConfirmed: "losses_not_confirmed"
    }
  }

  public var kind: FaultKind { .refused }

  public var facts: [JSONValue.Member] {
    switch self {
    case .exceedExpected(let lost, let expected):
      [.init("lost", JSONValue(lost)), .init("expected", JSONValue(expected))]
    case .notExpected(let lost), .notConfirmed(let lost): [.init("lost", JSONValue(lost))]
    }
  }

  public var message: Bilingual {
    switch self {
    case .exceedExpected(let lost, let expected):
      Bilingual(
        zh: "提交会使 \(lost) 人失去服务或银行，多于您写的 \(expected) 人",
        en: "\(lost.people) would lose the service or a bank, more than the \(expected) expected")
    case .notExpected(let lost):
      Bilingual(
        zh: "提交会使 \(lost) 人失去服务或银行",
        en: "\(lost.people) would lose the service or a bank")
    case .notConfirmed(let lost):
      Bilingual(
        zh: "人数不符（应为 \(lost)），没有提交",
        en: "not committed: the number of people losing is \(lost)")
    }
  }
}

extension Int {
  fileprivate var people: String { counted("person", "people") }
}
