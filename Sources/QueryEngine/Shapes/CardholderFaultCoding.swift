import Domain
import Text

/// Faults as they cross to another program: by code and facts, from which the same fault is made again.
extension CardholderFault {
  /// The mark that tells apart the faults that share a code and have no facts; nil where code and facts are enough.
  public var variant: String? {
    switch self {
    case .presenceNotShown: "presence"
    case .noQueryYet: "none_yet"
    case .noQueryInProgress: "none_in_progress"
    case .refused, .notLoggedIn, .notRegistered, .alreadyRegistered, .notVerified, .movedRecently, .queryInProgress,
      .queryWouldEnd, .reportWouldClose, .checksLocked, .faceCheckFailed, .codeRequired, .code, .passwordRequired,
      .passwordWrong, .passwordLocked, .reportNotReady, .reportExpired, .reportClosed, .noSuchQuery, .busy:
      nil
    }
  }

  /// The fault with a code and facts; nil if there is none, or the facts are not all there.
  public init?(code: String, facts: JSONValue, variant: String? = nil) {
    guard
      let fault = facts["refusal"] != nil
        ? Self.refusal(facts) : Self.plain(code, variant) ?? Self.account(code, facts) ?? Self.query(code, facts)
    else { return nil }
    self = fault
  }

  private static func refusal(_ facts: JSONValue) -> CardholderFault? {
    guard let number = facts.text("refusal"), let revision = facts.integer("revision"),
      let reasons = facts.list("reasons", { RefusalReason(code: $0.text("code") ?? "", facts: $0) }), !reasons.isEmpty
    else { return nil }
    return .refused(number: number, revision: revision, reasons: reasons)
  }

  /// The faults without facts.
  private static func plain(_ code: String, _ variant: String?) -> CardholderFault? {
    switch (code, variant) {
    case ("not_logged_in", _): .notLoggedIn
    case ("not_registered", _): .notRegistered
    case ("already_registered", _): .alreadyRegistered
    case ("not_verified", "presence"): .presenceNotShown
    case ("not_verified", _): .notVerified
    case ("face_check_failed", _): .faceCheckFailed
    case ("no_such_query", "none_yet"): .noQueryYet
    case ("no_such_query", "none_in_progress"): .noQueryInProgress
    case ("no_such_query", _): .noSuchQuery
    case ("busy", _): .busy
    default: nil
    }
  }

  private static func account(_ code: String, _ facts: JSONValue) -> CardholderFault? {
    switch code {
    case "usage": facts["needs"] == "password" ? .passwordRequired : nil
    case "check_locked": facts.moment("until").map { .checksLocked(until: $0) }
    case "moved_recently": facts.moment("nextAt").map { .movedRecently(nextAt: $0) }
    case "password_wrong": facts.integer("attemptsLeft").map { .passwordWrong(attemptsLeft: $0) }
    case "password_locked": facts.moment("until").map { .passwordLocked(until: $0) }
    case "code_required": codeRequired(facts)
    default: CodeProblem(code: code, facts: facts).map { .code($0) }
    }
  }

  private static func codeRequired(_ facts: JSONValue) -> CardholderFault? {
    guard let phone = facts.text("phone"), case .bool(let isSent)? = facts["sent"],
      let seconds = facts.integer("goodForSeconds")
    else { return nil }
    let banks = facts.texts("banks") ?? []
    return .codeRequired(
      maskedPhone: phone, banks: banks.map { BankCode($0) }, isSent: isSent, lifetime: .seconds(Int64(seconds)))
  }

  private static func query(_ code: String, _ facts: JSONValue) -> CardholderFault? {
    guard let query = facts.text("query") else { return nil }
    switch code {
    case "query_in_progress":
      return facts["against"] == "reset" ? .queryWouldEnd(query: query) : .queryInProgress(query: query)
    case "report_would_close":
      guard let expiresAt = facts.moment("expiresAt") else { return nil }
      return .reportWouldClose(query: query, expiresAt: expiresAt, nextAt: facts.moment("nextAt"))
    case "report_not_ready":
      return facts.text("state").flatMap(QueryState.init(rawValue:)).map { .reportNotReady(query: query, state: $0) }
    case "report_expired": return .reportExpired(query: query)
    case "report_closed": return .reportClosed(query: query)
    default: return nil
    }
  }
}

extension RefusalReason {
  /// The reason with a code and facts, as a refusal lists it; nil if there is none.
  init?(code: String, facts: JSONValue) {
    switch code {
    case "not_logged_in": self = .notLoggedIn
    case "query_in_progress":
      guard let query = facts.text("query") else { return nil }
      self = .queryInProgress(query: query)
    case "too_early":
      guard let nextAt = facts.moment("nextAt") else { return nil }
      self = .tooEarly(nextAt: nextAt)
    case "no_bank_chosen": self = .noBankChosen
    case "busy":
      guard let retryAt = facts.moment("retryAt"), let banks = facts.texts("banks") else { return nil }
      self = .busy(banks.map { BankCode($0) }, retryAt: retryAt)
    case "consent_missing": self = .consentMissing
    case "check_locked":
      guard let until = facts.moment("until") else { return nil }
      self = .checksLocked(until: until)
    case "face_check_failed": self = .faceCheckFailed
    default:
      if let reason = GateReason(code: code) {
        self = .gate(Objection(reason, bank: facts.text("bank").map { BankCode($0) }))
      } else if let problem = CodeProblem(code: code, facts: facts) {
        self = .code(problem)
      } else {
        return nil
      }
    }
  }
}

extension CodeProblem {
  /// The problem with a code and facts; nil if there is none.
  init?(code: String, facts: JSONValue) {
    switch code {
    case "code_wrong":
      if facts["problem"] == "shape" {
        self = .malformed
      } else if let left = facts.integer("attemptsLeft") {
        self = .wrong(attemptsLeft: left)
      } else {
        return nil
      }
    case "code_expired": self = .expired
    case "code_locked": self = .locked(until: facts.moment("until"))
    case "banks_changed":
      guard let added = facts.banks("added"), let gone = facts.banks("gone"), let renamed = facts.banks("renamed")
      else { return nil }
      self = .banksChanged(BanksChange(added: added, gone: gone, renamed: renamed))
    case "agreement_changed":
      self = .agreementChanged(AgreementChange(from: facts.text("from"), to: facts.text("to")))
    default: return nil
    }
  }
}

extension JSONValue {
  fileprivate func banks(_ key: String) -> [BankCode]? { texts(key)?.map { BankCode($0) } }
}
