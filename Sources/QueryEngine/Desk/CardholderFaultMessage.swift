import Domain
import Text

extension CardholderFault {
  /// With the banks' codes.
  public var message: Bilingual { message { Bilingual(same: $0.text) } }

  /// With the banks as people know them.
  public func message(naming name: (BankCode) -> Bilingual) -> Bilingual {
    switch self {
    case .refused(let number, _, let reasons):
      Self.refusal(number, reasons.map { $0.message(naming: name) }, isSlip: isSlip)
    case .notLoggedIn: RefusalReason.notLoggedIn.message
    case .notRegistered: Told.notRegistered
    case .alreadyRegistered: Told.alreadyRegistered
    case .notVerified: Told.notVerified
    case .presenceNotShown: Told.presenceNotShown
    case .checksLocked(let until): RefusalReason.checksLocked(until: until).message
    case .faceCheckFailed: RefusalReason.faceCheckFailed.message
    case .movedRecently(let nextAt): Told.movedRecently(nextAt)
    case .queryInProgress(let query): Told.queryInProgress(query)
    case .queryWouldEnd(let query): Told.queryWouldEnd(query)
    case .reportWouldClose(let query, let expiresAt, let nextAt): Told.reportWouldClose(query, expiresAt, nextAt)
    case .code(let problem): problem.message
    case .codeRequired(let phone, let banks, let isSent, let lifetime):
      Told.codeRequired(isSent: isSent, phone, banks.map(name), minutes: lifetime.milliseconds / 60_000)
    case .passwordRequired: Told.passwordRequired
    case .passwordWrong(let left): Told.passwordWrong(left)
    case .passwordLocked(let until): Told.passwordLocked(until)
    case .reportNotReady(_, let state): Told.reportNotReady(state)
    case .reportExpired: Told.reportExpired
    case .reportClosed: Told.reportClosed
    case .noSuchQuery: Told.noSuchQuery
    case .noQueryYet: Told.noQueryYet
    case .noQueryInProgress: Told.noQueryInProgress
    case .busy: Told.busy
    }
  }

  /// Whether all that stands against the application is put right by typing again: such a refusal is told as the slip
  /// it is.
  public var isSlip: Bool {
    guard case .refused(_, _, let reasons) = self else { return false }
    return reasons.allSatisfy(\.isSlip)
  }

  /// An application that is refused. Of a slip the slip is told first, and the number behind it; without a number, the
  /// reasons alone.
  public static func refusal(_ number: String?, _ reasons: [Bilingual], isSlip: Bool) -> Bilingual {
    let zh = reasons.map(\.zh).joined(separator: "；")
    let en = reasons.map(\.en).joined(separator: "; ")
    guard let number else { return Bilingual(zh: zh, en: en) }
    return isSlip
      ? Bilingual(zh: "\(zh)（未受理编号 \(number)）", en: "\(en) (refusal \(number))")
      : Bilingual(zh: "申请未受理（编号 \(number)）：\(zh)", en: "your application is refused (number \(number)): \(en)")
  }
}

/// The sentences of the faults, by their names.
private enum Told {
  static let notRegistered = Bilingual(zh: "这个手机号还没有注册", en: "this phone number is not registered")
  static let alreadyRegistered = Bilingual(zh: "这个身份证号已经注册过", en: "this identity number is already registered")
  static let notVerified = Bilingual(
    zh: "实名核验没有通过，请核对姓名、身份证号、手机号和地区",
    en: "your identity could not be verified: check your name, identity number, phone number and region")
  static let presenceNotShown = Bilingual(
    zh: "核验没有通过，请核对姓名、身份证号和手机号，并由本人完成人脸核验",
    en: "you could not be verified: check your name, identity number and phone number, and do the face check yourself")
  static let busy = Bilingual(
    zh: "现在使用的人很多，请稍后再试", en: "too many people are using the service: try again shortly")

  static func movedRecently(_ nextAt: Moment) -> Bilingual {
    Bilingual(
      zh: "30 天内只能更改一次地区，请在 \(nextAt.shortFrom) 之后再试",
      en: "your region can be changed once in 30 days: try again after \(nextAt.shortFrom)")
  }

  static func codeRequired(isSent: Bool, _ phone: String, _ banks: [Bilingual], minutes: Int64) -> Bilingual {
    let use = Bilingual(
      zh: banks.isEmpty
        ? ""
        : "，只用于查询\(banks.count == 1 ? "这家银行" : "这 \(banks.count) 家银行")"
          + "（\(banks.map(\.zh).joined(separator: "、"))）",
      en: banks.isEmpty
        ? ""
        : ", for asking \(banks.count == 1 ? "this bank" : "these \(banks.count) banks") only "
          + "(\(banks.map(\.en).joined(separator: ", ")))")
    guard isSent else {
      return Bilingual(
        zh: "短信服务暂时没有回应，验证码稍后发送到 \(phone)\(use.zh)",
        en: "the SMS service is not responding; a code will be sent to \(phone) as soon as it does\(use.en)")
    }
    return Bilingual(
      zh: "验证码已发送到 \(phone)，\(minutes) 分钟内有效\(use.zh)",
      en: "a code was sent to \(phone), valid for \(minutes.counted("minute", "minutes"))\(use.en)")
  }
}

extension Told {
  static let passwordRequired = Bilingual(zh: "需要支付密码", en: "your payment password is needed")

  static func passwordWrong(_ left: Int) -> Bilingual {
    Bilingual(zh: "支付密码不对，还可以试 \(left) 次", en: "wrong payment password: \(left.attemptsLeft)")
  }

  static func passwordLocked(_ until: Moment) -> Bilingual {
    Bilingual(
      zh: "支付密码输错次数过多，请在 \(until.shortFrom) 之后再试",
      en: "too many wrong payment passwords: try again after \(until.shortFrom)")
  }
}

extension Told {
  static let reportExpired = Bilingual(
    zh: "报告已过 7 天保管期，内容已删除，只留下查询记录",
    en: "the report was held for 7 days and then deleted; only the record of the query remains")
  static let reportClosed = Bilingual(
    zh: "这份报告是在重设支付密码之前生成的，已经打不开了",
    en: "this report was made before the payment password was reset, and can no longer be opened")
  static let noSuchQuery = Bilingual(zh: "没有这个查询", en: "no such query")
  static let noQueryYet = Bilingual(zh: "您还没有查询过", en: "you have made no query yet")
  static let noQueryInProgress = Bilingual(zh: "现在没有进行中的查询", en: "no query is in progress")

  static func reportNotReady(_ state: QueryState) -> Bilingual {
    switch state {
    case .failed: Bilingual(zh: "这次查询没有报告，您可以重新申请", en: "this query has no report; you can apply again")
    case .accepted, .collecting, .reported, .expired:
      Bilingual(zh: "报告还没有出来，出来后会发短信告诉您", en: "the report is not ready yet; an SMS will tell you when it is")
    }
  }

  static func queryInProgress(_ query: String) -> Bilingual {
    Bilingual(
      zh: "查询 \(query) 正在进行，期间不能更改", en: "query \(query) is in progress, and nothing can be changed meanwhile")
  }

  static func queryWouldEnd(_ query: String) -> Bilingual {
    Bilingual(
      zh: "查询 \(query) 正在进行，重设支付密码会取消它，不出报告",
      en: "query \(query) is in progress, and resetting the payment password cancels it without a report")
  }

  /// `nextAt`: from when the person could apply again; nil where that is so already.
  static func reportWouldClose(_ query: String, _ expiresAt: Moment, _ nextAt: Moment?) -> Bilingual {
    let wait = Bilingual(
      zh: nextAt.map { "，而且要到 \($0.shortFrom)（生成满 7 天）才能重新申请" } ?? "",
      en: nextAt.map { ", and you can apply again only from \($0.shortFrom), 7 days after it was made" } ?? "")
    return Bilingual(
      zh: "查询 \(query) 的报告在 \(expiresAt.lastMinute) 之前还能打开，重设支付密码后就打不开了\(wait.zh)",
      en: """
        the report of query \(query) can be opened until \(expiresAt.lastMinute), but no longer once the payment password \
        is reset\(wait.en)
        """)
  }
}

extension Int {
  /// `1 attempt left`
  var attemptsLeft: String { counted("attempt", "attempts") + " left" }
}
