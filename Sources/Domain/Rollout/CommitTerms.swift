import Text

/// The terms of a commit, beside the candidate.
public struct CommitTerms: Sendable, Equatable {
  /// The time at which the commit takes force; nil is at once.
  public var at: Moment?
  public var comment: String
  /// The terms of its confirmation; nil makes the commit stay for good, otherwise it is undone unless it is confirmed
  /// in time.
  public var confirmation: Confirmation?
  /// The number of people who may lose something by the commit, as its author typed it.
  public var expectedLoss: Int?
  /// The reason for which unmet preconditions are overridden; nil overrides none.
  public var override: String?
  /// The unsigned reviews of emergencies of which the author says that the commit opens something again.
  public var reopening: [Int] = []

  public init(at: Moment? = nil, comment: String = "") {
    self.at = at
    self.comment = comment
  }

  /// The terms of a confirmation: `confirmed MINUTES [guarded GUARDRAIL... [atleast N] [otherwise back|hold]]`.
  public struct Confirmation: Sendable, Equatable {
    public let minutes: Int
    /// The guardrails that decide at the end of the timer: the commit is confirmed if all held, undone if one did not.
    /// Empty if only an operator can confirm it.
    public let guardrails: [HealthGuardrail]
    public let evidence: Evidence

    public init(minutes: Int, guardrails: [HealthGuardrail] = [], evidence: Evidence = .usual) {
      self.minutes = minutes
      self.guardrails = guardrails
      self.evidence = evidence
    }
  }
}

/// The evidence that guardrails need, and the course without it: no enquiries are no evidence.
public struct Evidence: Sendable, Equatable {
  /// The number of enquiries that have to be asked while the commit waits.
  public let atLeast: Int
  public let otherwise: Otherwise

  public enum Otherwise: String, Sendable, Equatable, CaseIterable {
    /// The commit is undone.
    case back
    /// The commit goes on waiting, as long again as it has waited.
    case hold

    public var summary: Bilingual {
      switch self {
      case .back: Bilingual(zh: "撤销（默认）", en: "undo the commit (default)")
      case .hold: Bilingual(zh: "再等同样长的时间", en: "wait as long again")
      }
    }
  }

  public static let usual = Evidence()

  public init(atLeast: Int = BankHealth.fewest, otherwise: Otherwise = .back) {
    self.atLeast = atLeast
    self.otherwise = otherwise
  }

  /// The stored and hashed form, which follows the guardrails; empty for the usual evidence.
  public var text: String {
    self == .usual ? "" : "\(atLeast) \(otherwise.rawValue)"
  }

  /// Reads the form that `text` writes; anything else is the usual evidence.
  public init(text: String) {
    let parts = text.split(separator: " ")
    guard parts.count == 2, let atLeast = Int(parts[0]), let otherwise = Otherwise(rawValue: String(parts[1])) else {
      self = .usual
      return
    }
    self.init(atLeast: atLeast, otherwise: otherwise)
  }
}

/// A guardrail that a bank's health has to hold while a commit waits to be confirmed. The raw value is its name in
/// scripts.
public enum HealthGuardrail: String, Sendable, Hashable, CaseIterable {
  /// Enquiries are answered within 30 seconds.
  case answered
  /// Enquiries do not time out.
  case timeouts
  /// Banks do not fail.
  case failures
}

/// The form in which a request holds the terms.
extension CommitTerms {
  public var json: JSONValue {
    .object(
      [
        .init("at", JSONValue(at)), .init("comment", .string(comment)),
        .init("minutes", JSONValue(confirmation?.minutes)),
        .init("guardrails", JSONValue(confirmation?.guardrails.map(\.rawValue) ?? [])),
        .init("expectedLoss", JSONValue(expectedLoss)), .init("override", JSONValue(self.override)),
        .init("evidence", .string(confirmation?.evidence.text ?? "")),
      ] + (reopening.isEmpty ? [] : [.init("reopening", .array(reopening.map { JSONValue($0) }))]))
  }

  /// Nil if the JSON is not the terms of a commit.
  public init?(json: JSONValue) {
    guard let comment = json.text("comment"), case .array(let names)? = json["guardrails"] else { return nil }
    self.init(at: json["at"]?.text.flatMap(Moment.init(text:)), comment: comment)
    if case .integer(let minutes)? = json["minutes"] {
      confirmation = Confirmation(
        minutes: Int(minutes), guardrails: names.compactMap { $0.text.flatMap(HealthGuardrail.init(rawValue:)) },
        evidence: Evidence(text: json["evidence"]?.text ?? ""))
    }
    if case .integer(let loss)? = json["expectedLoss"] { expectedLoss = Int(loss) }
    self.override = json["override"]?.text
    reopening = json["reopening"]?.numbers ?? []
  }
}
