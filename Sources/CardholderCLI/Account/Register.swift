import ArgumentParser
import Program
import QueryEngine
import Text

struct Register: ContextCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "register", zh: "实名注册，设置支付密码并登录", en: "register under your real name, set a payment password and sign in",
      discussion: Bilingual(
        zh: "手机号还在别人的旧账户名下的，核验人脸后归您；旧账户的查询记录仍只属于原来的人。",
        en: """
          A number that still belongs to somebody else's older account becomes yours after a face check; that account's \
          history stays with its owner.
          """))
  }

  @Option(help: ArgumentHelp(zh: "姓名，与身份证件一致", en: "name as on the identity document", valueName: "name"))
  var name: String
  @Option(help: ArgumentHelp(zh: "身份证号", en: "identity number", valueName: "number"))
  var idNumber: String
  @Option(help: ArgumentHelp(zh: "手机号", en: "mobile number", valueName: "phone"))
  var phone: String
  @Option(help: ArgumentHelp(zh: "所在地区，如 广东、CN-GD", en: "region, such as CN-GD or Guangdong", valueName: "region"))
  var region: String
  @Flag(
    help: ArgumentHelp(
      zh: "先核验身份和人脸再发验证码（别人用完了这个手机号的验证码次数时用）",
      en: "check identity and face before the code is sent (if others have used up this phone's codes)"))
  var inPerson = false
  @OptionGroup var password: PasswordOptions
  @OptionGroup var code: CodeOptions
  @OptionGroup var face: FaceOptions
  @OptionGroup var person: PersonOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: ProgramContext) async throws {
    try await Visit.during(context, person) { visit in
      let details = try PersonDetails(
        name: name, idNumber: idNumber, phone: phone, region: region, catalogue: try visit.catalogue)
      let signedIn = try await visit.register(
        details, passwordFile: password.passwordFile, code: code.code, face: face.sample, inPerson: inPerson)
      visit.noteSandbox(visit.desk.guidance.identityNotice)
      visit.show(signedIn, Bilingual(zh: "注册成功，已登录。", en: "Registered and signed in."))
    }
  }
}
