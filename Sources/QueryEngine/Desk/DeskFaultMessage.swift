import Domain
import Text

extension DeskFault {
  /// The message with the banks' codes.
  public var message: Bilingual { message { Bilingual(zh: $0.text, en: $0.text) } }

  /// The message with the banks' names for people.
  public func message(naming name: (BankCode) -> Bilingual) -> Bilingual {
    switch self {
    case .refused(let number, _, let reasons):
      Self.refusal(number, reasons.map { $0.message(naming: name) }, isSlip: isSlip)
    case .notLoggedIn: RefusalReason.notLoggedIn.message
    case .checksLocked(let until): RefusalReason.checksLocked(until: until).message
    case .faceCheckFailed: RefusalReason.faceCheckFailed.message
    case .code(let problem): problem.message
    case .codeRequired(let phone, let banks, let isSent, let lifetime):
      Self.codeSentence(isSent: isSent, phone, banks.map(name), minutes: lifetime.milliseconds / 60_000)
    case .passwordRequired, .passwordWrong, .passwordLocked: passwordMessage
    case .reportNotReady, .reportExpired, .reportClosed, .noSuchQuery: reportMessage
    case .queryInProgress, .queryWouldEnd, .reportWouldClose: lossMessage
    case .notRegistered, .alreadyRegistered, .notVerified, .presenceNotShown, .movedRecently, .busy: personMessage
    }
  }

  /// Whether the person can repair every reason against the application by typing again: such a refusal is told as the
  /// slip it is.
  public var isSlip: Bool {
    guard case .refused(_, _, let reasons) = self else { return false }
    return reasons.allSatisfy(\.isSlip)
  }

  /// The message of a refused application. A slip is told before the number; without a number, the reasons alone are
  /// given.
  public static func refusal(_ number: String?, _ reasons: [Bilingual], isSlip: Bool) -> Bilingual {
    let zh = reasons.map(\.zh).joined(separator: "；")
    let en = reasons.map(\.en).joined(separator: "; ")
    guard let number else { return Bilingual(zh: zh, en: en) }
    return isSlip
      ? Bilingual(zh: "\(zh)（未受理编号 \(number)）", en: "\(en) (refusal \(number))")
      : Bilingual(zh: "申请未受理（编号 \(number)）：\(zh)", en: "your application is refused (number \(number)): \(en)")
  }

  private var personMessage: Bilingual {
    switch self {
    case .notRegistered: Bilingual(zh: "这个手机号还没有注册", en: "this phone number is not registered")
    case .alreadyRegistered:
      Bilingual(zh: "这个身份证号已经注册过", en: "this identity number is registered already")
    case .notVerified:
      Bilingual(
        zh: "实名核验没有通过，请核对姓名、身份证号、手机号和地区",
        en: "your identity could not be verified: check name, identity number, phone number and region")
    case .presenceNotShown:
      Bilingual(
        zh: "核验没有通过，请核对姓名、身份证号和手机号，并由本人完成人脸核验",
        en: "you could not be verified: check name, identity number and phone number, and do the face check yourself")
    case .movedRecently(let nextAt):
      Bilingual(
        zh: "30 天内只能更改一次地区，请在 \(nextAt.shortFrom) 之后再试",
        en: "your region can be changed once in 30 days: try again after \(nextAt.shortFrom)")
    default: Bilingual(zh: "现在使用的人很多，请稍后再试", en: "too many people at the moment: try again shortly")
    }
  }

  private var passwordMessage: Bilingual {
    switch self {
    case .passwordWrong(let left):
      Bilingual(zh: "支付密码不对，还可以试 \(left) 次", en: "wrong payment password: \(left.attemptsLeft)")
    case .passwordLocked(let until):
      Bilingual(
        zh: "支付密码输错次数过多，请在 \(until.shortFrom) 之后再试",
        en: "too many wrong payment passwords: try again after \(until.shortFrom)")
    default: Bilingual(zh: "需要支付密码", en: "your payment password is needed")
    }
  }

  private var reportMessage: Bilingual {
    switch self {
    case .reportNotReady(_, .failed):
      Bilingual(zh: "这次查询没有报告，您可以重新申请", en: "this query has no report; you can apply again")
    case .reportNotReady:
      Bilingual(zh: "报告还没有出来，出来后会发短信告诉您", en: "the report is not ready yet; an SMS will tell you when it is")
    case .reportExpired:
      Bilingual(
        zh: "报告已过 7 天保管期，内容已删除，只留下查询记录",
        en: "the report was held for 7 days and is deleted; only the record of the query remains")
    case .reportClosed:
      Bilingual(
        zh: "这份报告是在重设支付密码之前生成的，已经打不开了",
        en: "this report was made before the payment password was reset, and nothing opens it any more")
    default: Bilingual(zh: "没有这个查询", en: "there is no such query")
    }
  }

  /// The messages about a running query or a report that a new password would cost.
  private var lossMessage: Bilingual {
    switch self {
    case .queryWouldEnd(let query):
      Bilingual(
        zh: "查询 \(query) 正在进行，重设支付密码会取消它，不出报告",
        en: "query \(query) is in progress, and resetting the payment password cancels it without a report")
    case .reportWouldClose(let query, let expiresAt, let nextAt): Self.closing(query, expiresAt, nextAt)
    case .queryInProgress(let query):
      Bilingual(
        zh: "查询 \(query) 正在进行，期间不能更改", en: "query \(query) is in progress, and this cannot change meanwhile")
    default: preconditionFailure("nothing is lost")
    }
  }

  private static func closing(_ query: String, _ expiresAt: Moment, _ nextAt: Moment?) -> Bilingual {
    let wait = Bilingual(
      zh: nextAt.map { "，而且要到 \($0.shortFrom)（生成满 7 天）才能重新申请" } ?? "",
      en: nextAt.map { ", and you can apply again only from \($0.shortFrom), 7 days after it was made" } ?? "")
    return Bilingual(
      zh: "查询 \(query) 的报告在 \(expiresAt.lastMinute) 之前还能打开，重设支付密码后就打不开了\(wait.zh)",
      en: """
        the report of query \(query) can be opened until \(expiresAt.lastMinute); once the payment password is reset \
        nothing opens it any more\(wait.en)
        """)
  }

  private static func codeSentence(isSent: Bool, _ phone: String, _ banks: [Bilingual], minutes: Int64) -> Bilingual {
    let use = Bilingual(
      zh: banks.isEmpty ? "" : "，只用于查询这 \(banks.count) 家银行（\(banks.map(\.zh).joined(separator: "、"))）",
      en: banks.isEmpty
        ? ""
        : ", for asking \(banks.count == 1 ? "this bank" : "these \(banks.count) banks") only "
          + "(\(banks.map(\.en).joined(separator: ", ")))")
    guard isSent else {
      return Bilingual(
        zh: "短信服务暂时没有回应，验证码稍后发送到 \(phone)\(use.zh)",
        en: "the SMS service does not answer at the moment; a code will be sent to \(phone) as soon as it does\(use.en)"
      )
    }
    return Bilingual(
      zh: "验证码已发送到 \(phone)，\(minutes) 分钟内有效\(use.zh)",
      en: "a code was sent to \(phone), good for \(minutes == 1 ? "1 minute" : "\(minutes) minutes")\(use.en)")
  }
}

extension Int {
  /// The number of attempts left, such as `1 attempt left`.
  var attemptsLeft: String { self == 1 ? "1 attempt left" : "\(self) attempts left" }
}
