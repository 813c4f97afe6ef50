import ArgumentParser
import BenchOptions
import Benchmark
import Program

/// `chaka-bench run`: measures this machine with databases of its own. A figure that is missed is marked; it never
/// changes the exit status.
struct RunCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    "run", zh: "在临时数据库上测量性能", en: "measure performance on temporary databases")

  @OptionGroup var options: BenchOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: ProgramContext) async throws {
    let settings = BenchSettings(
      directory: options.directory, seconds: options.seconds?.count, isQuick: options.quick, progress: context.note)
    var reports: [BenchReport] = []
    for bench in options.name.benches { reports.append(try await bench.run(settings)) }
    let answer = BenchResult(reports: reports, isQuick: options.quick)
    context.show(json: answer.json(context.language), table: answer.table(context.language)) {
      answer.text(context.language, context.paint)
    }
  }
}
