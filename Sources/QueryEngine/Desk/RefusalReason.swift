import Domain
import Text

/// A reason for which an application is refused, in the order in which reasons are listed (rule 2).
public enum RefusalReason: Fault, Equatable {
  case notLoggedIn
  case gate(Objection)
  case queryInProgress(query: String)
  case tooEarly(nextAt: Moment)
  case noBankChosen
  /// The queues of these banks are so long that they would be asked after the query's deadline.
  case busy([BankCode], retryAt: Moment)
  case consentMissing
  /// Too many identity and face checks were asked for: no more are made before that time.
  case checksLocked(until: Moment)
  case faceCheckFailed
  case code(CodeProblem)

  public var code: String {
    switch self {
    case .notLoggedIn: "not_logged_in"
    case .gate(let objection): objection.reason.code
    case .queryInProgress: "query_in_progress"
    case .tooEarly: "too_early"
    case .noBankChosen: "no_bank_chosen"
    case .busy: "busy"
    case .consentMissing: "consent_missing"
    case .checksLocked: "check_locked"
    case .faceCheckFailed: "face_check_failed"
    case .code(let problem): problem.code
    }
  }

  /// Whether the person can repair it by typing again: a wrong code, a forgotten bank or consent, a face check to be
  /// repeated.
  var isSlip: Bool {
    switch self {
    case .noBankChosen, .consentMissing, .faceCheckFailed: true
    case .code(let problem): problem.isSlip
    case .notLoggedIn, .gate, .queryInProgress, .tooEarly, .busy, .checksLocked: false
    }
  }

  var bank: BankCode? {
    if case .gate(let objection) = self { objection.bank } else { nil }
  }

  public var kind: FaultKind { .refused }

  public var facts: [JSONValue.Member] {
    switch self {
    case .gate(let objection): objection.bank.map { [.init("bank", .string($0.text))] } ?? []
    case .queryInProgress(let query): [.init("query", .string(query))]
    case .tooEarly(let nextAt): [.init("nextAt", JSONValue(nextAt))]
    case .busy(let banks, let retryAt):
      [.init("retryAt", JSONValue(retryAt)), .init("banks", JSONValue(banks.map(\.text)))]
    case .checksLocked(let until): [.init("until", JSONValue(until))]
    case .code(.wrong(let left)): CodeProblem.wrong(attemptsLeft: left).facts + [.init("banks", true)]
    case .code(let problem): problem.facts
    case .notLoggedIn, .noBankChosen, .consentMissing, .faceCheckFailed: []
    }
  }

  /// The message with the banks' codes.
  public var message: Bilingual { message { Bilingual(same: $0.text) } }

  /// The message with the banks' names for people.
  public func message(naming name: (BankCode) -> Bilingual) -> Bilingual {
    switch self {
    case .notLoggedIn:
      Bilingual(zh: "您还没有登录", en: "you are not signed in")
    case .gate(let objection): objection.message(naming: name)
    case .queryInProgress(let query):
      Bilingual(
        zh: "查询 \(query) 正在进行，出报告后才能再次申请", en: "query \(query) is in progress: apply again after its report")
    case .tooEarly(let nextAt):
      Bilingual(
        zh: "距上次出报告不满 7 天，\(nextAt.shortFrom) 之后可以再次申请",
        en: "your latest report is less than 7 days old: apply again after \(nextAt.shortFrom)")
    case .noBankChosen:
      Bilingual(zh: "您还没有选择银行，请至少选一家", en: "no bank chosen: choose at least one")
    case .busy(let banks, let retryAt):
      Bilingual(
        zh:
          "等候 \(banks.map { name($0).zh }.joined(separator: "、")) 的人太多，24 小时内轮不到，请不要选\(banks.count == 1 ? "这家银行" : "这些银行")，或在 \(retryAt.shortFrom) 之后再试",
        en: """
          too many people are waiting for \(banks.map { name($0).en }.joined(separator: ", ")) to be asked within 24 hours: \
          leave out \(banks.count == 1 ? "this bank" : "these banks"), or try again after \(retryAt.shortFrom)
          """)
    case .consentMissing:
      Bilingual(
        zh: "您还没有同意《查卡授权书》", en: "you have not agreed to the authorisation agreement")
    case .checksLocked(let until):
      Bilingual(
        zh: "身份和人脸核验次数过多，请在 \(until.shortFrom) 之后再试",
        en: "too many identity and face checks: try again after \(until.shortFrom)")
    case .faceCheckFailed:
      Bilingual(zh: "人脸核验没有通过，请本人再试一次", en: "the face check failed: try again yourself")
    case .code(.banksChanged(let change)): change.message(naming: name)
    case .code(let problem): problem.message
    }
  }
}

extension Objection {
  /// The reason's sentence, with the bank if the reason is about one.
  fileprivate func message(naming name: (BankCode) -> Bilingual) -> Bilingual {
    guard let bank = bank.map(name) else { return reason.message }
    return Bilingual(zh: "\(bank.zh)：\(reason.message.zh)", en: "\(bank.en): \(reason.message.en)")
  }
}

/// The problem of an SMS code.
public enum CodeProblem: Sendable, Equatable {
  case wrong(attemptsLeft: Int)
  /// The text is not six digits, so not a code. It counts as no attempt.
  case malformed
  /// The code has expired, was used, or a newer one was sent.
  case expired
  /// Too many wrong codes were entered, or too many sent: codes are refused until that time; nil if a new code
  /// can be sent at once.
  case locked(until: Moment?)
  /// The code is right, but for banks that are no longer those shown. It counts as no attempt.
  case banksChanged(BanksChange)
  /// The code is right, but another agreement was in force when it was sent. It counts as no attempt.
  case agreementChanged(AgreementChange)

  public var code: String {
    switch self {
    case .wrong, .malformed: "code_wrong"
    case .expired: "code_expired"
    case .locked: "code_locked"
    case .banksChanged: "banks_changed"
    case .agreementChanged: "agreement_changed"
    }
  }

  /// Whether another code solves the problem at once.
  var isSlip: Bool {
    if case .locked(until: .some) = self { false } else { true }
  }

  var facts: [JSONValue.Member] {
    switch self {
    case .wrong(let attemptsLeft): [.init("attemptsLeft", JSONValue(attemptsLeft))]
    case .malformed: CodeTextFault().facts
    case .expired: []
    case .locked(let until): until.map { [.init("until", JSONValue($0))] } ?? []
    case .banksChanged(let change): change.facts
    case .agreementChanged(let change): change.facts
    }
  }

  var message: Bilingual {
    switch self {
    case .wrong(attemptsLeft: 0):
      Bilingual(
        zh: "验证码不对，而且现在没有有效的验证码", en: "wrong SMS code, and no code is valid at the moment")
    case .wrong(let left):
      Bilingual(zh: "验证码不对，还可以输 \(left) 次", en: "wrong SMS code: \(left.attemptsLeft)")
    case .malformed: CodeTextFault().message
    case .expired:
      Bilingual(zh: "验证码已失效", en: "that SMS code is no longer valid")
    case .locked(let until?):
      Bilingual(
        zh: "获取验证码太频繁，请在 \(until.shortFrom) 之后再试",
        en: "too many SMS codes requested: try again after \(until.shortFrom)")
    case .locked(nil):
      Bilingual(zh: "输错次数过多，这个验证码已作废", en: "too many wrong attempts: that SMS code is no longer valid")
    case .banksChanged(let change): change.message { Bilingual(same: $0.text) }
    case .agreementChanged(let change): change.message
    }
  }
}
