import ArgumentParser
import Program
import QueryEngine
import Text

struct Apply: ContextCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "apply", zh: "申请一次查询", en: "apply for one query",
      discussion: Bilingual(
        zh: """
          每次查询前须同意《查卡授权书》、通过人脸核验并输入短信验证码。不加 --code 时列出要查询的银行、发送验证码，并以 code_required \
          结束；同一命令加上 --code 即完成申请。期间 --all-banks 的银行有变化的，以 banks_changed 结束，须重新获取验证码。
          """,
        en: """
          Before every query you agree to the authorisation agreement, pass a face check and enter an SMS code. Without \
          --code the banks are listed, a code is sent and the command ends with code_required; the same command with --code \
          completes the application. If the banks of --all-banks have changed in between it ends with banks_changed, and \
          another code is needed.
          """))
  }

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(zh: "要查询的银行或银行组，可以多个", en: "banks or groups of banks to ask", valueName: "bank"))
  var bank: [String] = []
  @Flag(help: ArgumentHelp(zh: "所有可以选择的银行", en: "every bank that you can choose"))
  var allBanks = false
  @Flag(help: ArgumentHelp(zh: "同意《查卡授权书》", en: "agree to the authorisation agreement"))
  var agree = false
  @OptionGroup var code: CodeOptions
  @OptionGroup var face: FaceOptions
  @Option(
    help: ArgumentHelp(
      zh: "当场询问银行，最多等这么多秒", en: "ask the banks here and now, and wait up to this many seconds",
      valueName: "seconds"))
  var wait: Int?
  @OptionGroup var person: PersonOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if allBanks, !bank.isEmpty {
      throw UsageFault.other(
        Bilingual(zh: "--bank 和 --all-banks 只能用一个", en: "--bank and --all-banks cannot be used together"))
    }
    if let wait, wait < 0 { throw UsageFault.invalidValue("\(wait)", option: "--wait", allowed: []) }
  }

  func run(in context: ProgramContext) async throws {
    try await Visit.during(context, person) { visit in
      let banks = try BankChoice.read(bank, catalogue: try visit.catalogue)
      let applying = Applying(
        visit: visit, banks: allBanks ? nil : banks, agreed: agree, code: code.code, face: face.sample)
      var query = try await applying.run()
      visit.noteSandbox(visit.desk.guidance.faceNotice)
      if let wait { query = try await visit.work(on: query, seconds: wait) }
      context.show(json: visit.applied(query), table: visit.appliedTable(query)) { visit.appliedText(query) }
    }
  }
}
