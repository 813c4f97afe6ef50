import ArgumentParser
import Benchmark
import Program

/// `chaka-engine bench-part`: what `bench` has done by processes of its own. Nobody else calls it.
struct BenchPartCommand: ContextCommand {
  static var configuration: CommandConfiguration {
    var configuration = CommandConfiguration(
      "bench-part", zh: "bench 的一个分进程", en: "a process of bench")
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
