import ArgumentParser
import Benchmark
import Program

/// `chaka-engine bench`: measures this machine with databases of its own. A figure that is missed is marked; it never
/// changes the exit status.
struct BenchCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    "bench", zh: "测量性能，用自己的临时数据库", en: "measure, with temporary databases of its own")

  @Argument(
    help: ArgumentHelp(
      zh: "gate、lifecycle、accept、fresh、connector、slow、callback、impact、idle、console、why、audit 或 all",
      en: "gate, lifecycle, accept, fresh, connector, slow, callback, impact, idle, console, why, audit or all"))
  var name: BenchName
  @Option(
    help: ArgumentHelp(
      zh: "在这个目录所在的磁盘上测量（默认系统临时目录；若它在内存中则为当前目录）",
      en:
        "measure on the disk of this directory (else the system's temporary one, or the current one if that is in memory)",
      valueName: "dir"),
    completion: .directory)
  var directory: String?
  @Option(
    help: ArgumentHelp(
      zh: "空闲的引擎观察多久，其余测量最多持续多久（默认 60 与 90）",
      en: "how long an idle engine is watched and other measurements go on at most (60 and 90 by default)",
      valueName: "seconds"))
  var seconds: Seconds?
  @Flag(help: ArgumentHelp(zh: "只为试跑：数量很小，数字说明不了什么", en: "a smoke test: small numbers that say little"))
  var quick = false
  @OptionGroup var global: GlobalOptions

  func run(in context: ProgramContext) async throws {
    let settings = BenchSettings(
      directory: directory, seconds: seconds?.count, isQuick: quick, progress: context.note)
    var reports: [BenchReport] = []
    for bench in name.benches { reports.append(try await bench.run(settings)) }
    let answer = BenchAnswer(reports: reports, isQuick: quick)
    context.show(json: answer.json(context.language), table: answer.table(context.language)) {
      answer.text(context.language, context.paint)
    }
  }
}

/// One benchmark, or all of them.
enum BenchName: String, CaseIterable, ExpressibleByArgument {
  case gate
  case lifecycle
  case accept
  case fresh
  case connector
  case slow
  case callback
  case impact
  case idle
  case console
  case why
  case audit
  case all

  var benches: [Bench] { Bench(rawValue: rawValue).map { [$0] } ?? Bench.allCases }
}

/// A whole number of seconds, 1 to 600.
struct Seconds: ExpressibleByArgument {
  let count: Int

  init?(argument: String) {
    guard let count = Int(argument), (1...600).contains(count) else { return nil }
    self.count = count
  }
}
