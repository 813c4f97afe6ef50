import Domain
import Registry
import Text

/// Measures the cost of a decision.
struct GateBench {
  private let settings: BenchSettings
  private let regions: [RegionCode]
  private let small: GateCase
  private let large: GateCase

  init(_ settings: BenchSettings) throws {
    self.settings = settings
    let catalogue = try Registry.bundled().catalogue
    let visits = settings.count(65_536, quick: 4_096)
    regions = catalogue.regions.map(\.code)
    small = GateCase(regions: regions, banks: catalogue.banks.map(\.code), visits: visits, seed: 1)
    large = GateCase(regions: regions, banks: (0..<4_000).map { BankCode("bank\($0)") }, visits: visits, seed: 2)
  }

  private var rounds: Int { settings.count(101, quick: 5) }

  func run() throws -> BenchReport {
    settings.say(zh: "准入规则：已编译的判断", en: "gate: compiled decisions")
    let compiled = compiledFigures()
    settings.say(zh: "准入规则：按名称的判断", en: "gate: decisions on names")
    let named = textFigures() + personFigures()
    settings.say(zh: "准入规则：内存分配", en: "gate: allocations")
    let allocations = allocationFigures()
    settings.say(zh: "准入规则：一边发布新版本", en: "gate: while revisions are published")
    return BenchReport(
      bench: .gate, figures: compiled + named + allocations + publicationFigures(), notes: Self.notes)
  }

  private func compiledFigures() -> [Figure] {
    let rows = regions.indices.map { UInt64($0) &* 0x9e37_79b9_7f4a_7c15 }
    let count = Double(small.visits.count)
    let turns = Turns(
      rounds: rounds,
      [
        { Stopwatch.time { GateLoops.bareBitTests(rows, small.visits) } / count },
        { Stopwatch.time { GateLoops.compiledDecisions(small.gate, small.visits) } / count },
        { Stopwatch.time { GateLoops.compiledDecisions(large.gate, large.visits) } / count },
      ])
    return [
      Figure(
        "compiledDecision", zh: "一次已编译的判断", en: "one compiled decision", turns.median(1), .nanoseconds,
        against: .init(zh: "单纯的位测试", en: "a bare bit test", turns.median(0)), ratio: turns.ratio(1, to: 0),
        bound: .atMost(4)),
      Figure(
        "compiledDecision4000Banks", zh: "4000 家银行时的一次判断", en: "one with 4,000 banks", turns.median(2), .nanoseconds,
        against: .init(zh: "24 家银行时", en: "with 24 banks", turns.median(1)), ratio: turns.ratio(2, to: 1),
        bound: .atMost(1.2)),
    ]
  }

  private func textFigures() -> [Figure] {
    let named = small.named
    let byRegion = Dictionary(uniqueKeysWithValues: regions.enumerated().map { ($1.text, UInt8($0)) })
    let byBank = Dictionary(uniqueKeysWithValues: small.banks.enumerated().map { ($1.text, UInt8($0)) })
    let count = Double(named.count)
    let turns = Turns(
      rounds: rounds / 2,
      [
        { Stopwatch.time { GateLoops.bareLookUps(byRegion, byBank, named) } / count },
        { Stopwatch.time { GateLoops.textDecisions(small.gate, named) } / count },
      ])
    return [
      Figure(
        "textDecision", zh: "从名称到原因的一次判断", en: "one decision from names to reason", turns.median(1), .nanoseconds,
        against: .init(zh: "两次字典查找", en: "two dictionary look-ups", turns.median(0)), ratio: turns.ratio(1, to: 0),
        bound: .atMost(2))
    ]
  }

  private func personFigures() -> [Figure] {
    let people = Array(small.named.map(\.applicant).prefix(settings.count(8_192, quick: 512)))
    let byRegion = Dictionary(
      uniqueKeysWithValues: regions.compactMap { code in
        small.gate.position(of: code).map { (code.text, $0) }
      })
    let columns = small.banks.compactMap { small.gate.position(of: $0) }
    let count = Double(people.count)
    let turns = Turns(
      rounds: rounds / 2,
      [
        { Stopwatch.time { GateLoops.lookUpAndDecisions(small.gate, byRegion, columns, people) } / count },
        { Stopwatch.time { GateLoops.judgements(small.gate, people) } / count },
        { Stopwatch.time { GateLoops.applications(small.gate, small.banks, people) } / count },
      ])
    let floor = Figure.Reference(
      zh: "24 次已编译的判断加一次名称查找", en: "24 compiled decisions and one look-up", turns.median(0))
    return [
      Figure(
        "personAllBanks", zh: "一个人对全部 24 家银行，全部原因", en: "one person, all 24 banks, all reasons", turns.median(1),
        .nanoseconds, against: floor, ratio: turns.ratio(1, to: 0), bound: .atMost(1.25)),
      Figure(
        "personNamedBanks", zh: "同上，按名称选 24 家并列成清单", en: "the same with 24 banks by name, as a list", turns.median(2),
        .nanoseconds),
    ]
  }

  private func allocationFigures() -> [Figure] {
    let (gate, visits, banks) = (small.gate, small.visits, small.banks)
    let people = Array(small.named.map(\.applicant).prefix(64))
    let times = 1_000_000 / visits.count + 1
    let growth = AllocationProbe.growthBytes {
      for _ in 0..<times { GateLoops.compiledDecisions(gate, visits) }
      GateLoops.judgements(gate, people)
    }
    let control = AllocationProbe.growthBytes { GateLoops.applications(gate, banks, people) }
    guard let growth, let control, control > 0 else { return [] }
    return [
      Figure(
        "allocations", zh: "100 万次已编译的判断使堆增长", en: "heap growth over a million compiled decisions",
        Double(growth), .bytes, bound: .atMost(0)),
      Figure(
        "allocationsControl", zh: "对照：会分配内存的判断", en: "for comparison: decisions that allocate", Double(control), .bytes),
    ]
  }

  private func publicationFigures() -> [Figure] {
    let outcome = Publication(regions: regions, banks: small.banks, isQuick: settings.isQuick).run()
    func p99(_ company: Publication.Company) -> Double { outcome.p99.median(company.rawValue) / 1_000 }
    func ratio(_ company: Publication.Company) -> Double {
      outcome.p99.ratio(company.rawValue, to: Publication.Company.nobody.rawValue)
    }
    let quiet = Figure.Reference(zh: "无人发布时", en: "while nothing is published", p99(.nobody))
    return [
      Figure(
        "publishingP99", zh: "不断发布新版本时 1000 次判断的 p99", en: "p99 of 1,000 decisions while revisions are published",
        p99(.publishing), .microseconds, against: quiet, ratio: ratio(.publishing), bound: .atMost(1.5)),
      Figure(
        "compilingP99", zh: "另一核只编译、不发布时的 p99", en: "p99 while the other core compiles and publishes nothing",
        p99(.compiling), .microseconds, against: quiet, ratio: ratio(.compiling)),
      Figure(
        "published", zh: "其间发布的版本", en: "revisions published meanwhile", outcome.publishedPerSecond, .perSecond),
    ]
  }

  private static let notes = [
    Bilingual(
      zh: """
        所有循环同形：同一串随机的人与银行（各种回答都有），每个结果交给同一个黑洞；轮流测量，取各轮比值的中位数\
        。
        """,
      en:
        "All loops have one shape: the same random stream of people and banks with every kind of answer, each result given to the same black hole; measured in turns, the ratio is the median of the rounds'."
    ),
    Bilingual(
      zh: "分配：在从未分配过内存的线程上运行；第一次分配会使堆留下线程缓存。",
      en:
        "Allocations: run on a thread that has never allocated; its first allocation would leave a cache behind in the heap."
    ),
  ]
}
