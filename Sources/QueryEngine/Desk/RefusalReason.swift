import Domain
import Text

/// Why an application is refused, in the order in which reasons are listed (rule 2).
public enum RefusalReason: Sendable, Equatable {
  case notLoggedIn
  case gate(Objection)
  case queryInProgress(query: String)
  case tooEarly(nextAt: Moment)
  case noBankChosen
  /// So many wait for these banks that they would be asked after the query's deadline.
  case busy([BankCode], retryAt: Moment)
  case consentMissing
  /// So many identity and face checks were asked for that no more are before then.
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

  var bank: BankCode? {
    if case .gate(let objection) = self { objection.bank } else { nil }
  }

  public var facts: [JSONValue.Member] {
    switch self {
    case .gate(let objection): objection.bank.map { [.init("bank", .string($0.text))] } ?? []
    case .queryInProgress(let query): [.init("query", .string(query))]
    case .tooEarly(let nextAt): [.init("nextAt", JSONValue(nextAt))]
    case .busy(let banks, let retryAt):
      [.init("retryAt", JSONValue(retryAt)), .init("banks", JSONValue(banks.map(\.text)))]
    case .checksLocked(let until): [.init("until", JSONValue(until))]
    case .code(let problem): problem.facts
    case .notLoggedIn, .noBankChosen, .consentMissing, .faceCheckFailed: []
    }
  }

  /// With the banks' codes.
  public var message: Bilingual { message { Bilingual(zh: $0.text, en: $0.text) } }

  /// With the banks as people know them.
  public func message(naming name: (BankCode) -> Bilingual) -> Bilingual {
    switch self {
    case .notLoggedIn:
      Bilingual(
        zh: "还没有登录：请先 chaka login 或 chaka register", en: "you are not logged in: chaka login or chaka register first")
    case .gate(let objection): objection.message(naming: name)
    case .queryInProgress(let query):
      Bilingual(
        zh: "查询 \(query) 正在进行，出报告前不能再申请", en: "query \(query) is under way; apply again after its report")
    case .tooEarly(let nextAt):
      Bilingual(
        zh: "距上次报告生成不足 7 天，\(nextAt.shortFrom) 之后可以再次申请",
        en: "less than 7 days have passed since your latest report; you may apply again from \(nextAt.shortFrom)")
    case .noBankChosen:
      Bilingual(zh: "没有选择银行：请至少选一家", en: "no bank is chosen: choose at least one")
    case .busy(let banks, let retryAt):
      Bilingual(
        zh: "排队等候 \(banks.map { name($0).zh }.joined(separator: "、")) 的人太多，24 小时内轮不到：请不选它们，或 \(retryAt.shortFrom) 之后再来",
        en: """
          too many people wait for \(banks.map { name($0).en }.joined(separator: ", ")) to be asked within 24 hours: leave them \
          out, or come back after \(retryAt.shortFrom)
          """)
    case .consentMissing:
      Bilingual(
        zh: "没有同意授权协议：请阅读后加 --agree", en: "the authorisation agreement is not accepted: read it, then add --agree")
    case .checksLocked(let until):
      Bilingual(
        zh: "身份和人脸核验次数过多，\(until.shortFrom) 之后再试",
        en: "too many identity and face checks: try again after \(until.shortFrom)")
    case .faceCheckFailed:
      Bilingual(zh: "人脸核验没有通过，请本人重试", en: "the face check did not pass; try again in person")
    case .code(.banksChanged(let change)): change.message(naming: name)
    case .code(let problem): problem.message
    }
  }
}

extension Objection {
  /// The reason's sentence, with the bank where it is about one.
  fileprivate func message(naming name: (BankCode) -> Bilingual) -> Bilingual {
    guard let bank = bank.map(name) else { return reason.message }
    return Bilingual(zh: "\(bank.zh)：\(reason.message.zh)", en: "\(bank.en): \(reason.message.en)")
  }
}

/// What is wrong with an SMS code.
public enum CodeProblem: Sendable, Equatable {
  case wrong(attemptsLeft: Int)
  /// What cannot be a code: other than six digits. It counts as no attempt.
  case malformed
  /// Its time is over, it was used, or a newer one was sent.
  case expired
  /// Too many wrong attempts, or too many codes sent: until then nothing helps, or a new code where there is no time.
  case locked(until: Moment?)
  /// The right code, for banks that are no longer those shown. It counts as no attempt.
  case banksChanged(BanksChange)
  /// The right code, sent when another agreement was in force. It counts as no attempt.
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
        zh: "短信验证码不对，现在也没有有效的验证码：请不带 --code 重新获取",
        en: "that SMS code is wrong, and there is none that is good: leave out --code to get one")
    case .wrong(let left):
      Bilingual(
        zh: "短信验证码不对，或不是为这次选择发出的；还可试 \(left) 次",
        en: "that SMS code is wrong, or was not sent for this choice; \(left) attempts left")
    case .malformed: CodeTextFault().message
    case .expired:
      Bilingual(
        zh: "短信验证码已失效，请不带 --code 重新获取", en: "that SMS code is no longer good: leave out --code to get a new one")
    case .locked(let until?):
      Bilingual(zh: "获取验证码过于频繁，\(until.shortFrom) 之后再试", en: "too many SMS codes: try again after \(until.shortFrom)")
    case .locked(nil):
      Bilingual(zh: "试错次数过多，请重新获取验证码", en: "too many wrong attempts: get a new SMS code")
    case .banksChanged(let change): change.message { Bilingual(zh: $0.text, en: $0.text) }
    case .agreementChanged(let change): change.message
    }
  }
}
