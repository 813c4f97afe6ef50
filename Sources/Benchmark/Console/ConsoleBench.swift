import AdminShell
import Foundation
import Registry
import Store
import Text

/// Measures the operators' console: its start to the prompt on a terminal, its completion and its tables.
struct ConsoleBench {
  private let settings: BenchSettings
  private let registry: Registry
  private static let rows = 4_000

  init(_ settings: BenchSettings) throws {
    self.settings = settings
    registry = try Registry.bundled()
  }

  func run() throws -> BenchReport {
    let workplace = try Workplace(below: settings.directory)
    let location = StoreLocation(in: workplace, "console")
    try location.makeSandbox(registry.catalogue)
    settings.say(zh: "控制台：启动", en: "console: starting")
    let starts = try starts(location)
    settings.say(zh: "控制台：补全和表格", en: "console: completion and tables")
    let specimen = try ConsoleSpecimen(registry.catalogue, banks: Self.rows)
    return BenchReport(
      bench: .console, figures: [startFigure(starts)] + completionFigures(specimen) + tableFigures(specimen),
      notes: [note])
  }

  /// The times of starts, without the first ones, which warm the machine up.
  private func starts(_ location: StoreLocation) throws -> Samples {
    let times = try (0..<settings.count(23, quick: 4)).map { _ in
      try ConsoleOnTerminal(location).timeToPrompt()
    }
    return Samples(Array(times.dropFirst(3)))
  }

  private func startFigure(_ samples: Samples) -> Figure {
    Figure(
      "start", zh: "从启动到提示符", en: "from start to prompt", samples.median / 1e6, .milliseconds, bound: .atMost(50))
  }

  private func completionFigures(_ specimen: ConsoleSpecimen) -> [Figure] {
    let lines = ["connect bank ", "connect bank 第", "connect bank rural39", "connect bank icbc abc boc in 上海 "]
    let times = lines.map { line in measure { specimen.complete(line) } }
    return [
      Figure(
        "complete", zh: "4000 家银行中补全，最慢的一例", en: "a completion among 4,000 banks, the slowest of four",
        (times.max() ?? 0) / 1e6, .milliseconds, bound: .atMost(10)),
      Figure(
        "list", zh: "? 列出 4000 家银行", en: "? listing 4,000 banks",
        measure { specimen.list("connect bank ").utf8.count } / 1e6, .milliseconds),
    ]
  }

  private func tableFigures(_ specimen: ConsoleSpecimen) -> [Figure] {
    [
      Figure(
        "banksTable", zh: "4000 行的 show banks", en: "show banks of 4,000 rows",
        measure { specimen.banksTable().utf8.count } / 1e6, .milliseconds, bound: .atMost(100)),
      Figure(
        "historyTable", zh: "4000 行的 show history", en: "show history of 4,000 rows",
        measure { specimen.historyTable().utf8.count } / 1e6, .milliseconds, bound: .atMost(100)),
    ]
  }

  /// The median time of the work, whose result has to be used.
  private func measure(_ work: () -> Int) -> Double {
    var samples = Samples()
    for _ in 0..<settings.count(21, quick: 3) {
      samples.add(Stopwatch.time { precondition(work() > 0, "nothing was made") })
    }
    return samples.median
  }

  private var note: Bilingual {
    Bilingual(
      zh: "启动：chaka-admin 在伪终端上从 posix_spawn 到提示符出现，取中位数，前三次不计；表格为生成文字的时间，不含终端显示。",
      en: """
        Start: chaka-admin on a pseudo-terminal, from posix_spawn to the prompt's appearance, the median, the first \
        three left out. Tables: the making of the text, without the terminal's own time.
        """)
  }
}
