import Text

/// The verdict of guardrails when the time of a commit is over.
public enum GuardrailVerdict: Sendable, Equatable {
  case held
  case broken([GuardrailFinding])
  /// Too few enquiries were asked to tell: of all banks together, or of a bank that the commit connected.
  case undecided(bank: BankCode?, asked: Int, needed: Int)
}

/// The counts of the banks while a commit waited: the evidence on which it is confirmed or undone.
public struct GuardrailEvidence: Sendable, Equatable {
  /// The health of every bank with any count.
  public let banks: [(code: BankCode, health: BankHealth)]
  public let total: BankHealth

  public init(_ banks: [(code: BankCode, health: BankHealth)]) {
    self.banks = banks.filter { !$0.health.isEmpty }
    total = BankHealth(joining: banks.map(\.health))
  }

  public static func == (left: Self, right: Self) -> Bool {
    left.total == right.total && left.banks.map(\.code) == right.banks.map(\.code)
      && left.banks.map(\.health) == right.banks.map(\.health)
  }

  /// The verdict of guardrails on the counts. A bank is judged if enough were asked of the bank to tell, and all are
  /// judged together. No evidence holds no guardrail: there have to be as many enquiries as the commit says, and of
  /// each bank that it connected enough to tell.
  public func verdict(
    of guardrails: [HealthGuardrail], needing evidence: Evidence, connected: [BankCode], under rollout: Rollout
  ) -> GuardrailVerdict {
    let telling = min(BankHealth.fewest, evidence.atLeast)
    let judged = banks.filter { $0.health.asked >= telling }.map { (bank: BankCode?.some($0.code), health: $0.health) }
    let isEnough = total.asked >= evidence.atLeast
    let findings = (judged + (isEnough ? [(nil, total)] : [])).flatMap { bank, health in
      guardrails.compactMap { $0.finding(of: bank, health, under: rollout) }
    }
    guard findings.isEmpty else { return .broken(findings) }
    guard isEnough else { return .undecided(bank: nil, asked: total.asked, needed: evidence.atLeast) }
    for bank in connected {
      let asked = banks.first { $0.code == bank }?.health.asked ?? 0
      guard asked >= telling else { return .undecided(bank: bank, asked: asked, needed: telling) }
    }
    return .held
  }

  /// The figures as JSON, for the audit.
  public var json: JSONValue {
    .array(banks.map { $0.health.figures(of: $0.code.text) } + [total.figures(of: "all")])
  }
}

extension BankHealth {
  fileprivate func figures(of bank: String) -> JSONValue {
    [
      "bank": .string(bank), "asked": JSONValue(asked), "answeredWithin30Seconds": JSONValue(latencies.prompt),
      "timeouts": JSONValue(timeouts), "failures": JSONValue(failureCount),
    ]
  }
}
