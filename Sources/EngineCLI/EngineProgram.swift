import ArgumentParser
import Program

/// `chaka-engine`: asks banks, collects answers, makes reports, sends SMS, deletes expired data.
public struct EngineProgram: AsyncParsableCommand {
  static let name = "chaka-engine"

  public static let configuration = CommandConfiguration(
    name, zh: "查询引擎：询问银行、生成报告、发送短信、到期删除",
    en: "the query engine: asks banks, makes reports, sends SMS, deletes what has expired",
    subcommands: [ServeCommand.self, RunCommand.self, DrainCommand.self, BenchCommand.self])

  public init() {}

  /// Runs the program and ends the process.
  public static func start() async -> Never {
    await Program.main(EngineProgram.self, name: name, serving: ["run", "serve"])
  }
}
