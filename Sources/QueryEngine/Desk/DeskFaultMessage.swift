import Domain
import Text

extension DeskFault {
  /// With the banks' codes.
  public var message: Bilingual { message { Bilingual(zh: $0.text, en: $0.text) } }

  /// With the banks as people know them.
  public func message(naming name: (BankCode) -> Bilingual) -> Bilingual {
    switch self {
    case .refused(let number, _, let reasons): Self.refusal(number, reasons.map { $0.message(naming: name) })
    case .notLoggedIn: RefusalReason.notLoggedIn.message
    case .notRegistered:
      Bilingual(zh: "这个手机号还没有注册：请先 chaka register", en: "this phone is not registered: chaka register first")
    case .alreadyRegistered:
      Bilingual(
        zh: "这个证件号已经注册：请用 chaka login；换了手机号请用 chaka change-phone",
        en:
          "this identity number is registered already: use chaka login, or chaka change-phone if your number is another now"
      )
    case .notVerified:
      Bilingual(
        zh: "实名核验没有通过：姓名、证件号、手机号与地区须一致",
        en: "the identity could not be verified: name, number, phone and region must belong together")
    case .presenceNotShown:
      Bilingual(
        zh: "没有核验通过：姓名、证件号、手机号须是同一人的，人脸须是本人",
        en: "you could not be verified: name, identity number, phone and face must all be the same person's")
    case .checksLocked(let until): RefusalReason.checksLocked(until: until).message
    case .movedRecently(let nextAt):
      Bilingual(
        zh: "30 天内只能变更一次地区，\(nextAt.shortFrom) 之后再试",
        en: "the region can be changed once in 30 days; try again from \(nextAt.shortFrom)")
    case .queryInProgress(let query):
      Bilingual(
        zh: "查询 \(query) 正在进行，其间不能变更：请等它结束，或先取消它（chaka cancel；更换手机号可加 --cancel-query）",
        en: """
          query \(query) is under way, and this cannot change meanwhile: wait until it has ended, or cancel it (chaka cancel; \
          with change-phone, --cancel-query)
          """)
    case .queryWouldEnd(let query):
      Bilingual(
        zh: "查询 \(query) 正在进行，重设支付密码会取消它，不出报告：可以先等报告，或加 --cancel-query 重设，之后可立即重新申请",
        en: """
          query \(query) is under way, and resetting the payment password cancels it without a report: wait for the report, \
          or add --cancel-query and apply again at once afterwards
          """)
    case .reportWouldClose(let query, let expiresAt, let nextAt):
      Self.lossSentence(query, expiresAt, nextAt)
    case .faceCheckFailed: RefusalReason.faceCheckFailed.message
    case .codeRequired(let phone, let banks, let isSent):
      Self.codeSentence(isSent: isSent, phone, banks.map(name))
    case .code(let problem): problem.message
    case .passwordRequired:
      Bilingual(
        zh: "需要支付密码：请用 --password-file 指明文件", en: "a payment password is needed: name a file with --password-file")
    case .passwordWrong(let left):
      Bilingual(zh: "支付密码不对，还可试 \(left) 次", en: "the payment password is wrong; \(left) attempts left")
    case .passwordLocked(let until):
      Bilingual(
        zh: "支付密码错误次数过多，锁定到 \(until.shortFrom)", en: "too many wrong payment passwords: locked until \(until.shortFrom)"
      )
    case .reportNotReady(_, .failed):
      Bilingual(zh: "这次查询没有成功，没有报告，可以重新申请", en: "this query failed and has no report; you may apply again")
    case .reportNotReady:
      Bilingual(zh: "报告还没有生成，请等候短信", en: "the report is not ready yet; watch for the SMS")
    case .reportExpired:
      Bilingual(
        zh: "报告已过 7 天保留期，内容已删除，只剩查询记录",
        en: "the report's 7 days are over; its content is gone and only the record remains")
    case .reportClosed:
      Bilingual(
        zh: "这份报告是在重设支付密码之前生成的，已无法打开",
        en: "this report was made before the payment password was reset, and nothing opens it any more")
    case .noSuchQuery:
      Bilingual(zh: "没有这个查询：chaka history 列出您的查询", en: "there is no such query: chaka history lists yours")
    case .busy:
      Bilingual(zh: "现在人很多，请稍后再试", en: "too many people at the moment; try again shortly")
    }
  }

  private static func codeSentence(isSent: Bool, _ phone: String, _ banks: [Bilingual]) -> Bilingual {
    let sent =
      isSent
      ? Bilingual(zh: "验证码已发往 \(phone)", en: "a code was sent to \(phone)")
      : Bilingual(
        zh: "短信服务暂时没有回应，验证码稍后发往 \(phone)",
        en: "the SMS service does not answer at the moment; a code will be sent to \(phone) as soon as it does")
    guard !banks.isEmpty else {
      return Bilingual(
        zh: "\(sent.zh)：\(isSent ? "" : "收到后")请加 --code 重做同一命令",
        en: "\(sent.en): \(isSent ? "" : "when you have it, ")give the same command again with --code")
    }
    return Bilingual(
      zh: """
        \(sent.zh)，只用于向这 \(banks.count) 家银行查询：\(banks.map(\.zh).joined(separator: "、"))。\
        \(isSent ? "" : "收到后")请加 --code 重做同一命令
        """,
      en: """
        \(sent.en), good for asking \(banks.count == 1 ? "this bank" : "these \(banks.count) banks"): \
        \(banks.map(\.en).joined(separator: ", ")); \(isSent ? "" : "when you have it, ")give the same command again with --code
        """)
  }

  private static func lossSentence(_ query: String, _ expiresAt: Moment, _ nextAt: Moment?) -> Bilingual {
    let wait = Bilingual(
      zh: nextAt.map { "，而且距它生成满 7 天（\($0.shortFrom)）才能重新申请" } ?? "",
      en: nextAt.map { ", and you can apply again only 7 days after it was generated, from \($0.shortFrom)" } ?? "")
    return Bilingual(
      zh: "查询 \(query) 的报告在 \(expiresAt.lastMinute) 之前还能打开；重设支付密码后再也打不开\(wait.zh)。想起原密码请直接打开报告；仍要重设请加 --close-report",
      en: """
        the report of query \(query) can still be opened before \(expiresAt.lastMinute); once the payment password is reset \
        nothing opens it any more\(wait.en): open it with the old password if you remember it, or add --close-report
        """)
  }

  /// What is said to somebody whose application is refused.
  public static func refusal(_ number: String, _ reasons: [Bilingual]) -> Bilingual {
    let zh = reasons.map(\.zh).joined(separator: "；")
    let en = reasons.map(\.en).joined(separator: "; ")
    return Bilingual(zh: "申请未受理（编号 \(number)）：\(zh)", en: "the application is refused (number \(number)): \(en)")
  }
}
