import ArgumentParser
import Program
import Text

/// `chaka`: the person's commands; without one, on a terminal, the steps one by one.
public struct Chaka: ContextCommand {
  public static var configuration: CommandConfiguration {
    CommandConfiguration(
      "chaka", zh: "一键查卡：查询自己名下有哪些银行卡", en: "see which bank cards are held in your name",
      discussion: Bilingual(
        zh: "在终端上直接运行 chaka（不带命令），会一步一步引导您完成查询。",
        en: "Run on a terminal without a command, chaka leads you through the steps one by one."),
      subcommands: [
        Register.self, Login.self, Logout.self, Move.self, ChangePhone.self, Password.self, Banks.self, Apply.self,
        Status.self,
        Cancel.self, Report.self, History.self, Notice.self, Phone.self,
      ])
  }

  @OptionGroup var person: PersonOptions
  @OptionGroup public var global: GlobalOptions

  public init() {}

  public func run(in context: ProgramContext) async throws {
    guard context.inputIsTerminal, context.format == .table else { throw UsageFault.missingCommand }
    try await Guide(context: context, options: person).run()
  }

  /// Runs the program and ends the process.
  public static func start() async -> Never {
    await Program.main(Chaka.self, name: "chaka", remedies: ChakaRemedies())
  }
}
