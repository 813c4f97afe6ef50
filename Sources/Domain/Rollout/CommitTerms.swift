import Text

/// What an operator says with a commit, beside the candidate.
public struct CommitTerms: Sendable, Equatable {
  /// When it takes force; nil is at once.
  public var at: Moment?
  public var comment: String
  /// Nil stays for good; else what it changed is undone unless somebody confirms it in time.
  public var confirmation: Confirmation?
  /// The number of people who may lose something by it, as its author typed it.
  public var expectedLoss: Int?
  /// Why preconditions that are not met are overridden; nil overrides none.
  public var override: String?
  /// Reviews of emergencies that are not signed yet and of which something is opened again, as its author said.
  public var reopening: [Int] = []

  public init(at: Moment? = nil, comment: String = "") {
    self.at = at
    self.comment = comment
  }

  /// `confirmed MINUTES [guarded GUARDRAIL... [atleast N] [otherwise back|hold]]`
  public struct Confirmation: Sendable, Equatable {
    public let minutes: Int
    /// With any, the timer decides by them: confirmed where all held, undone where one did not.
    public let guardrails: [HealthGuardrail]
    public let evidence: Evidence

    public init(minutes: Int, guardrails: [HealthGuardrail] = [], evidence: Evidence = .usual) {
      self.minutes = minutes
      self.guardrails = guardrails
      self.evidence = evidence
    }
  }
}

/// What guardrails need to decide, and what happens where they cannot: no enquiries are no evidence.
public struct Evidence: Sendable, Equatable {
  /// So many enquiries have to be asked while the commit waits.
  public let atLeast: Int
  public let otherwise: Otherwise

  public enum Otherwise: String, Sendable, Equatable, CaseIterable {
    /// It is undone.
    case back
    /// It goes on waiting, as long again as it has waited.
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

  /// As it is stored and hashed, behind the guardrails; nothing where it is as usual.
  public var text: String {
    self == .usual ? "" : "\(atLeast) \(otherwise.rawValue)"
  }

  /// Reads what `text` wrote; anything else is as usual.
  public init(text: String) {
    let parts = text.split(separator: " ")
    guard parts.count == 2, let atLeast = Int(parts[0]), let otherwise = Otherwise(rawValue: String(parts[1])) else {
      self = .usual
      return
    }
    self.init(atLeast: atLeast, otherwise: otherwise)
  }
}

/// What health has to be while a commit waits to be confirmed. The raw value is its name in scripts.
public enum HealthGuardrail: String, Sendable, Hashable, CaseIterable {
  /// Enquiries are answered within 30 seconds.
  case answered
  /// Enquiries do not time out.
  case timeouts
  /// Banks do not fail.
  case failures
}

/// As a request holds it.
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
