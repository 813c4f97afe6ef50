import ArgumentParser
import Domain
import Program
import Text

struct ChangePhone: ContextCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "change-phone", zh: "更换手机号", en: "change your phone number",
      discussion: Bilingual(
        zh: """
          须通过实名核验和人脸核验，并输入发到新手机号的验证码。旧手机号会收到通知，其他设备上的登录全部失效。\
          旧手机号已经不能登录的，请加 --name 和 --id-number。查询进行期间不能更换，除非用 --cancel-query 取消它。
          """,
        en: """
          It takes the identity check, the face check and a code sent to the new number. The old number is told, and \
          you are signed out everywhere else. If you cannot sign in with the old number any more, add --name and \
          --id-number. It is not possible while a query is in progress, unless --cancel-query cancels it.
          """))
  }

  @Option(help: ArgumentHelp(zh: "新手机号", en: "the new mobile number", valueName: "phone"))
  var phone: String
  @OptionGroup var identity: IdentityOptions
  @Flag(
    help: ArgumentHelp(
      zh: "取消进行中的查询（不出报告，之后可以马上重新申请）",
      en: "cancel the query in progress (without a report; you can apply again at once)"))
  var cancelQuery = false
  @OptionGroup var code: CodeOptions
  @OptionGroup var face: FaceOptions
  @OptionGroup var person: PersonOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: ProgramContext) async throws {
    try await Visit.during(context, person) { visit in
      let signedIn = try await visit.changePhone(
        to: PhoneNumber(phone), identity: try identity.stated(), code: code.code, face: face.sample,
        endingQuery: cancelQuery)
      visit.noteSandbox(visit.desk.guidance.identityNotice)
      visit.noteSandbox(visit.desk.guidance.faceNotice)
      visit.show(signedIn, Bilingual(zh: "手机号已更换，已登录。", en: "Your phone number was changed; you are signed in."))
    }
  }
}
