import ArgumentParser
import Domain
import Program
import Text

struct Login: ContextCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "login", zh: "用手机号、短信验证码和人脸登录", en: "sign in with your phone number, an SMS code and your face",
      discussion: Bilingual(
        zh: """
          手机号可能已换了主人，所以除验证码外还要核验人脸，须是账户实名的本人。加 --name 和 --id-number 时，账户也须属于此人；\
          别人用完了这个手机号的验证码次数时，这样仍可登录。
          """,
        en: """
          Numbers change hands, so beside the code the face is checked: it must be that of the person whom the account \
          belongs to. With --name and --id-number the account must be that person's, too; this signs you in even when \
          others have used up this phone's codes.
          """))
  }

  @Option(help: ArgumentHelp(zh: "注册时的手机号", en: "the registered mobile number", valueName: "phone"))
  var phone: String
  @OptionGroup var identity: IdentityOptions
  @OptionGroup var code: CodeOptions
  @OptionGroup var face: FaceOptions
  @OptionGroup var person: PersonOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: ProgramContext) async throws {
    try await Visit.during(context, person) { visit in
      let signedIn = try await visit.login(
        PhoneNumber(phone), code: code.code, face: face.sample, identity: try identity.stated())
      visit.noteSandbox(visit.desk.guidance.faceNotice)
      visit.show(signedIn, Bilingual(zh: "已登录。", en: "Signed in."))
    }
  }
}
