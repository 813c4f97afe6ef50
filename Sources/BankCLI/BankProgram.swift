import ArgumentParser
import Program

/// `chaka-bank`: the reference bank (docs/contract.md, "chaka-bank").
public struct BankProgram: AsyncParsableCommand {
  public static let name = "chaka-bank"

  public static var configuration: CommandConfiguration {
    CommandConfiguration(
      name, zh: "参考银行：答复查卡询问，也检查其他银行", en: "the reference bank: answers card enquiries, and checks other banks",
      subcommands: [Serve.self, PublicKeys.self, Certify.self, Verify.self])
  }

  public init() {}

  /// Runs the program and ends the process.
  public static func start() async -> Never {
    await Program.main(BankProgram.self, name: name, serving: ["serve"], remedies: BankRemedies())
  }
}
