import ArgumentParser
import Domain
import Program
import QueryEngine
import Text

/// The options that all of a person's commands share.
struct PersonOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      zh: "保存登录状态的文件（默认 $XDG_STATE_HOME/chaka/session）",
      en: "file that keeps you signed in (default: $XDG_STATE_HOME/chaka/session)", valueName: "file"),
    completion: .file())
  var session: String?

  @Option(
    help: ArgumentHelp(
      zh: "申请来自哪个渠道：app、web、mini-program、official-account、offline（默认 app）",
      en: "where the application comes from: app, web, mini-program, official-account, offline (default: app)",
      valueName: "channel"))
  var channel: String?
}

/// The option with the SMS code, for commands that need one.
struct CodeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      zh: "短信验证码；- 表示从标准输入读一行（在密码之后）",
      en: "the SMS code; - reads one line of standard input (after passwords)", valueName: "code"))
  var code: String?
}

/// The option with the face of a sandbox.
struct FaceOptions: ParsableArguments {
  enum Face: String, ExpressibleByArgument, CaseIterable { case pass, fail }

  @Option(
    help: ArgumentHelp(
      zh: "仅限沙箱：人脸核验的结果", en: "sandbox only: how the face check ends", valueName: "result"))
  var face: Face?
}

/// The options with which somebody states their identity.
struct IdentityOptions: ParsableArguments {
  @Option(help: ArgumentHelp(zh: "姓名，与身份证件一致", en: "name as on the identity document", valueName: "name"))
  var name: String?
  @Option(help: ArgumentHelp(zh: "身份证号", en: "identity number", valueName: "number"))
  var idNumber: String?

  /// The stated identity; nil if neither option is given.
  func stated() throws -> StatedIdentity? {
    switch (name, idNumber) {
    case (nil, nil): nil
    case (let name?, let number?): StatedIdentity(name: try PersonName(name), idNumber: try IdentityNumber(number))
    default:
      throw UsageFault.other(
        Bilingual(
          zh: "--name 和 --id-number 须同时使用", en: "--name and --id-number must be used together"))
    }
  }
}

/// The option with the payment password.
struct PasswordOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      zh: "支付密码所在的文件，取第一行；- 表示标准输入", en: "file whose first line is the payment password; - is standard input",
      valueName: "file"),
    completion: .file())
  var passwordFile: String?
}
