import ArgumentParser
import Benchmark
import LiveProgram
import Program
import Store

/// `chaka-bench part`: the part of `run` that needs processes of its own. Only `run` calls it.
struct PartCommand: ContextCommand {
  static var configuration: CommandConfiguration {
    var configuration = CommandConfiguration(
      "part", zh: "run 的子进程", en: "a child process of run")
    configuration.shouldDisplay = false
    return configuration
  }

  @Argument var part: FreshPart
  @Option var people: String
  @Option var commits: Int
  @OptionGroup var global: GlobalOptions

  func run(in context: ProgramContext) async throws {
    try await part.run(at: context.storeLocation(), people: people, commits: commits)
  }
}

extension FreshPart: ExpressibleByArgument {}
