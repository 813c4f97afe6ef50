import Domain
import Text

/// One named check of the suite.
public struct Check: Sendable {
  /// The stable identifier: the check's group, a point, and its subject.
  public let identifier: String
  public let group: CheckGroup
  /// The requirement on the bank.
  public let title: Bilingual
  /// Whether the check is left out for an endpoint that is not https.
  let needsTLS: Bool
  let turn: Turn
  let body: @Sendable (Probe) async throws -> Void

  /// `body` returns if the bank passed, and throws a `Finding` if it did not.
  init(
    _ identifier: String, zh: String, en: String, needsTLS: Bool = false, turn: Turn? = nil,
    _ body: @escaping @Sendable (Probe) async throws -> Void
  ) {
    guard let group = CheckGroup(rawValue: String(identifier.prefix { $0 != "." })) else {
      preconditionFailure("an identifier begins with its group")
    }
    self.identifier = identifier
    self.group = group
    title = Bilingual(zh: zh, en: en)
    self.needsTLS = needsTLS
    self.turn = turn ?? (group == .load ? .alone : .together)
    self.body = body
  }

  /// The turn in which the check is made.
  enum Turn: Sendable {
    case together
    /// Load is measured while nothing else goes on.
    case alone
    /// Judges everything seen in all the other checks.
    case last
  }
}

/// The reason for which the check could not be made.
struct CheckNotMade: Error {
  let why: Bilingual

  init(zh: String, en: String) { why = Bilingual(zh: zh, en: en) }
}

/// The reason for which a bank did not pass a check: a sentence that its developers can act on.
struct Finding: Error {
  let why: Bilingual
  /// Whether the bank is only slow.
  var isSlow = false
  /// The limit that the bank exceeded; nil if it exceeded none.
  var limit: CertificationLimit?

  init(zh: String, en: String, isSlow: Bool = false, limit: CertificationLimit? = nil) {
    why = Bilingual(zh: zh, en: en)
    self.isSlow = isSlow
    self.limit = limit
  }

  /// The outcome in a group. In groups that protect nobody, a bank that is only slow passes on condition.
  func outcome(in group: CheckGroup) -> CheckOutcome {
    switch group {
    case .transport, .late, .callbacks, .batches, .load: isSlow ? .conditional(why: why) : .failed(why: why)
    case .signatures, .sealing, .consent, .idempotency, .masking, .exclusions, .errors: .failed(why: why)
    }
  }
}
