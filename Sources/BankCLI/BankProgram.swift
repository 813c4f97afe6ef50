import ArgumentParser
import Program

/// `chaka-bank`: the reference bank (contract: "chaka-bank").
public struct BankProgram: AsyncParsableCommand {
  public static let name = "chaka-bank"

  public static var configuration: CommandConfiguration {
    CommandConfiguration(
      name, zh: "参考银行：回答查卡询问", en: "the reference bank: answers card enquiries",
      subcommands: [Serve.self, PublicKeys.self])
  }

  public init() {}

  /// Runs the program and ends the process.
  public static func start() async -> Never { await Program.main(BankProgram.self, name: name) }
}
