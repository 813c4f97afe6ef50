import Text

/// The result of one named check of the conformance suite at a bank's endpoint.
public struct CheckResult: Sendable, Equatable {
  /// The check's stable identifier, such as `signatures.forged`.
  public let identifier: String
  public let group: CheckGroup
  /// The requirement on the bank, in a few words.
  public let title: Bilingual
  public let outcome: CheckOutcome
  /// The limit of the run that the bank exceeded; nil if it exceeded none.
  public let limit: CertificationLimit?
  public let milliseconds: Int

  public init(
    identifier: String, group: CheckGroup, title: Bilingual, outcome: CheckOutcome,
    limit: CertificationLimit? = nil, milliseconds: Int
  ) {
    self.identifier = identifier
    self.group = group
    self.title = title
    self.outcome = outcome
    self.limit = limit
    self.milliseconds = milliseconds
  }

  /// Whether the result fails the whole run: no condition is granted on checks that protect people.
  public var isFatal: Bool {
    switch outcome {
    case .passed, .notMade: false
    case .failed: true
    case .conditional: group.protectsPeople
    }
  }
}

/// The outcome of a check. The reasons are sentences that a bank's developer can act on.
public enum CheckOutcome: Sendable, Equatable {
  case passed
  case failed(why: Bilingual)
  /// The requirement was not met, without danger to people: the run may pass for a limited time.
  case conditional(why: Bilingual)
  /// The check could not be made: its result says nothing for or against the bank.
  case notMade(why: Bilingual)

  public var name: String {
    switch self {
    case .passed: "passed"
    case .failed: "failed"
    case .conditional: "conditional"
    case .notMade: "not_made"
    }
  }

  public var title: Bilingual {
    switch self {
    case .passed: Bilingual(zh: "通过", en: "passed")
    case .failed: Bilingual(zh: "未通过", en: "failed")
    case .conditional: Bilingual(zh: "有条件通过", en: "conditional")
    case .notMade: Bilingual(zh: "未执行", en: "not run")
    }
  }

  /// The reason; nil if the check passed.
  public var why: Bilingual? {
    switch self {
    case .passed: nil
    case .failed(let why), .conditional(let why), .notMade(let why): why
    }
  }
}

/// The groups into which the suite sorts its checks.
public enum CheckGroup: String, Sendable, Hashable, CaseIterable {
  case transport, signatures, sealing, consent, idempotency, masking, exclusions, errors, late, callbacks, batches, load

  /// Whether a failure could show somebody's cards to somebody else, or too much of them.
  public var protectsPeople: Bool {
    switch self {
    case .signatures, .sealing, .consent, .idempotency, .masking, .exclusions: true
    case .transport, .errors, .late, .callbacks, .batches, .load: false
    }
  }

  public var name: Bilingual {
    switch self {
    case .transport: Bilingual(zh: "传输", en: "transport")
    case .signatures: Bilingual(zh: "签名", en: "signatures")
    case .sealing: Bilingual(zh: "加密", en: "sealing")
    case .consent: Bilingual(zh: "授权", en: "consent")
    case .idempotency: Bilingual(zh: "幂等", en: "idempotency")
    case .masking: Bilingual(zh: "卡号掩码", en: "masking")
    case .exclusions: Bilingual(zh: "不应返回的卡", en: "excluded cards")
    case .errors: Bilingual(zh: "错误处理", en: "error responses")
    case .late: Bilingual(zh: "迟到的答复", en: "late answers")
    case .callbacks: Bilingual(zh: "回调", en: "callbacks")
    case .batches: Bilingual(zh: "批量", en: "batches")
    case .load: Bilingual(zh: "负载", en: "load")
    }
  }
}
