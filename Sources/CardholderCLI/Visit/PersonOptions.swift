import ArgumentParser
import Program

/// What all of a person's commands take.
struct PersonOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      zh: "登录状态存放的文件（默认 $XDG_STATE_HOME/chaka/session）",
      en: "where the session is kept (else $XDG_STATE_HOME/chaka/session)", valueName: "file"),
    completion: .file())
  var session: String?

  @Option(
    help: ArgumentHelp(
      zh: "申请来自哪个渠道：app、web、mini-program、official-account、offline（默认 app）",
      en: "where the application comes from: app, web, mini-program, official-account, offline (default: app)",
      valueName: "channel"))
  var channel: String?
}

/// The SMS code of what needs one.
struct CodeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      zh: "短信验证码；- 从标准输入读一行（在密码之后）",
      en: "the SMS code; - reads one line of standard input (after passwords)", valueName: "code"))
  var code: String?
}

/// The sandbox's face.
struct FaceOptions: ParsableArguments {
  enum Face: String, ExpressibleByArgument, CaseIterable { case pass, fail }

  @Option(
    help: ArgumentHelp(
      zh: "仅限沙箱：人脸核验的结果", en: "sandbox only: how the face check ends", valueName: "result"))
  var face: Face?
}

/// The payment password.
struct PasswordOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      zh: "支付密码所在的文件，取第一行；- 是标准输入", en: "file whose first line is the payment password; - is standard input",
      valueName: "file"),
    completion: .file())
  var passwordFile: String?
}
