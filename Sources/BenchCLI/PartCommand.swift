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

  @Argument var part: BenchPart
  @Option var people: String?
  @Option var count: Int
  @Option var rounds: Int
  @Option var load: Int
  @Option var sample: Int
  @OptionGroup var global: GlobalOptions

  func run(in context: ProgramContext) async throws {
    _ = try context.admit(.bench)
    try await part.run(
      PartOrder(
        location: context.storeLocation(), people: people, count: count, rounds: rounds, load: load, sample: sample))
  }
}

extension BenchPart: ExpressibleByArgument {}
