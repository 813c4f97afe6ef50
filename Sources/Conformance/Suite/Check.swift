import Domain

/// One named check of the suite.
public struct Check: Sendable {
  /// Stable: its group, a point, and what it looks at.
  public let identifier: String
  public let group: CheckGroup
  /// What a bank has to do.
  public let title: Bilingual
  /// Whether it only makes sense where the endpoint is https.
  let needsTLS: Bool
  let body: @Sendable (Probe) async throws -> Void

  /// `body` returns where the bank passed, and throws a `Finding` where it did not.
  init(
    _ identifier: String, zh: String, en: String, needsTLS: Bool = false,
    _ body: @escaping @Sendable (Probe) async throws -> Void
  ) {
    guard let group = CheckGroup(rawValue: String(identifier.prefix { $0 != "." })) else {
      preconditionFailure("an identifier begins with its group")
    }
    self.identifier = identifier
    self.group = group
    title = Bilingual(zh: zh, en: en)
    self.needsTLS = needsTLS
    self.body = body
  }

  /// Load is measured while nothing else goes on.
  var runsAlone: Bool { group == .load }
}

/// Why a bank did not pass a check: a sentence that its developers can act on.
struct Finding: Error {
  let why: Bilingual
  /// What was found is only that the bank is slow.
  var isSlow = false

  init(zh: String, en: String, isSlow: Bool = false) {
    why = Bilingual(zh: zh, en: en)
    self.isSlow = isSlow
  }

  /// In groups that protect nobody, what is merely slow passes on condition.
  func outcome(in group: CheckGroup) -> CheckOutcome {
    switch group {
    case .transport, .late, .batches, .load: isSlow ? .conditional(why: why) : .failed(why: why)
    case .signatures, .sealing, .consent, .idempotency, .masking, .exclusions, .errors: .failed(why: why)
    }
  }
}
