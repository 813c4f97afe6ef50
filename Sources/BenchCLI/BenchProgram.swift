import ArgumentParser
import Program

/// `chaka-bench`: measures the other programs. It links parts that no other program may have together: the console, the
/// reference bank and the engine.
public struct BenchProgram: AsyncParsableCommand {
  static let name = "chaka-bench"

  public static let configuration = CommandConfiguration(
    name, zh: "性能测量：引擎、控制台与参考银行", en: "measures the engine, the console and the reference bank",
    subcommands: [RunCommand.self, PartCommand.self])

  public init() {}

  /// Runs the program and ends the process.
  public static func start() async -> Never { await Program.main(BenchProgram.self, name: name) }
}
