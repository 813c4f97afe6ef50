import ArgumentParser
import BenchOptions
import Program
import Text

/// `chaka-engine bench`: becomes `chaka-bench`, which lies beside it, so that the engine itself contains no parts for
/// measurements.
struct BenchCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    "bench", zh: "在临时数据库上测量性能（由旁边的 chaka-bench 完成）",
    en: "measure performance on temporary databases (runs chaka-bench, which lies beside this program)")

  @OptionGroup var options: BenchOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: ProgramContext) async throws {
    guard let program = NeighbourProgram("chaka-bench") else { throw BenchMissing() }
    try program.replaceThisProcess(arguments: ["run"] + options.arguments + context.sharedArguments)
  }
}

/// `chaka-bench` is missing beside this program.
struct BenchMissing: Fault {
  var code: String { "bench_missing" }
  var kind: FaultKind { .environment }
  var message: Bilingual {
    Bilingual(
      zh: "chaka-engine 旁边没有 chaka-bench，无法测量性能",
      en: "chaka-bench is missing beside chaka-engine; it does the measuring")
  }
}
