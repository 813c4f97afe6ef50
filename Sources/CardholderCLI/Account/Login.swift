import ArgumentParser
import Domain
import Program

struct Login: ContextCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration("login", zh: "用手机号和短信验证码登录", en: "sign in with your phone number and an SMS code")
  }

  @Option(help: ArgumentHelp(zh: "注册时的手机号", en: "the registered mobile number", valueName: "phone"))
  var phone: String
  @OptionGroup var code: CodeOptions
  @OptionGroup var person: PersonOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: ProgramContext) async throws {
    try await Visit.during(context, person) { visit in
      let signedIn = try await visit.login(PhoneNumber(phone), code: code.code)
      visit.show(signedIn, Bilingual(zh: "已登录。", en: "Signed in."))
    }
  }
}
