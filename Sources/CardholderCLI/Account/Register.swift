import ArgumentParser
import Domain
import Program
import QueryEngine

struct Register: ContextCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "register", zh: "实名注册，设置支付密码并登录", en: "register under your real name, set a payment password and sign in")
  }

  @Option(help: ArgumentHelp(zh: "姓名，与身份证件一致", en: "name as on the identity document", valueName: "name"))
  var name: String
  @Option(help: ArgumentHelp(zh: "身份证号", en: "identity number", valueName: "number"))
  var idNumber: String
  @Option(help: ArgumentHelp(zh: "手机号", en: "mobile number", valueName: "phone"))
  var phone: String
  @Option(help: ArgumentHelp(zh: "所在地区，如 广东、CN-GD", en: "region, such as CN-GD or Guangdong", valueName: "region"))
  var region: String
  @OptionGroup var password: PasswordOptions
  @OptionGroup var code: CodeOptions
  @OptionGroup var person: PersonOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: ProgramContext) async throws {
    try await Visit.during(context, person) { visit in
      let details = try PersonDetails(
        name: name, idNumber: idNumber, phone: phone, region: region, catalogue: try visit.catalogue)
      let signedIn = try await visit.register(details, passwordFile: password.passwordFile, code: code.code)
      visit.noteSandbox(visit.desk.sandboxNotices.identity)
      visit.show(signedIn, Bilingual(zh: "注册成功，已登录。", en: "Registered and signed in."))
    }
  }
}
