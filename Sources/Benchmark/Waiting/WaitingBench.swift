import BankSandbox
import Domain
import Foundation
import QueryEngine
import Registry
import Store
import Text

/// Measures an engine while a million queries wait for one bank that is down: the other banks' rate beside an engine
/// for which nothing waits, its memory, and the bank's return.
struct WaitingBench {
  private let settings: BenchSettings
  private let registry: Registry

  init(_ settings: BenchSettings) throws {
    self.settings = settings
    registry = try Registry.bundled()
  }

  private var waiting: Int { settings.count(1_000_000, quick: 2_000) }
  private var people: Int { settings.count(200, quick: 8) }
  private var rounds: Int { settings.count(5, quick: 1) }
  /// The number of queries that are worked off after the bank's return.
  private var sample: Int { settings.count(20_000, quick: 400) }
  /// The seconds to get ready, and for a round.
  private static let patience: Int64 = 600

  /// The queries that wait, for the first bank of the catalogue. More can be asked than are worked off: until the
  /// circuit is open, some are tried in vain, and these wait anew.
  static func load(_ count: Int, sample: Int, _ registry: Registry) -> WaitingLoad {
    let tried = 10 * WorkSettings().batchSize * WorkSettings().requestsPerBank
    return WaitingLoad(
      count: count, whole: min(count, sample + tried), bank: registry.catalogue.banks[0].code,
      region: registry.catalogue.regions[0].code, agreement: registry.agreement.version)
  }

  func run() async throws -> BenchReport {
    let workplace = try Workplace(below: settings.directory)
    settings.say(zh: "等待：装入 \(waiting) 个查询", en: "waiting: loading \(waiting) queries")
    let start = Stopwatch.wall
    let crowded = try process("crowded", waiting: waiting, in: workplace)
    let loading = Double(Stopwatch.wall - start) / 1e9
    let quiet = try process("quiet", waiting: 0, in: workplace)
    for process in [quiet, crowded] { try process.waitUntilReady(by: deadline) }
    let rates = try rates(quiet, crowded)
    settings.say(zh: "等待：银行恢复", en: "waiting: the bank is back")
    try crowded.begin()
    try crowded.wait(by: deadline) { !Self.returns($0).isEmpty }
    guard let memory = crowded.account.memory, let back = Self.returns(crowded.lines).first else { throw EngineGone() }
    return BenchReport(
      bench: .waiting, figures: figures(rates, memory.peak, back, loading: loading), notes: [note])
  }

  private var deadline: Int64 { Stopwatch.wall + Self.patience * 1_000_000_000 }

  /// A process on a database of its own in which so many queries wait.
  private func process(_ name: String, waiting: Int, in workplace: Workplace) throws -> PartProcess {
    let location = StoreLocation(in: workplace, name)
    try location.makeSandbox(registry.catalogue)
    let order = PartOrder(
      location: location, count: people, rounds: rounds + 1, load: waiting, sample: waiting > 0 ? sample : 0)
    let load = Self.load(waiting, sample: order.sample, registry)
    try load.fill(Store.open(at: location, catalogue: registry.catalogue, pretendedNow: nil))
    try load.copy(in: location)
    return try PartProcess(.waiting, order, in: workplace, name: name)
  }

  /// The other banks' rates, by turns; the first round warms up, in which the engine finds out that the bank is down.
  private func rates(_ quiet: PartProcess, _ crowded: PartProcess) throws -> (without: Samples, with: Samples) {
    for round in 0...rounds {
      settings.say(zh: "等待：第 \(round) 轮，共 \(rounds) 轮", en: "waiting: round \(round) of \(rounds)")
      for process in [quiet, crowded] {
        try process.begin()
        try process.wait(by: deadline) { Self.rounds($0).count > round }
      }
    }
    return (
      Samples(Array(Self.rounds(quiet.lines).dropFirst())), Samples(Array(Self.rounds(crowded.lines).dropFirst()))
    )
  }

  private static func rounds(_ lines: [Substring]) -> [Double] {
    lines.compactMap { line in
      if case .round(let rate)? = WaitingPart.Told(line: line) { rate } else { nil }
    }
  }

  private typealias Return = (rate: Double, distance: Int, passedOver: Int, reports: Int)

  private static func returns(_ lines: [Substring]) -> [Return] {
    lines.compactMap { line in
      guard case .back(let rate, let distance, let passedOver, let reports)? = WaitingPart.Told(line: line) else {
        return nil
      }
      return (rate, distance, passedOver, reports)
    }
  }

  private func figures(
    _ rates: (without: Samples, with: Samples), _ memory: Double, _ back: Return, loading: Double
  ) -> [Figure] {
    // As many as may be under way at a time are asked side by side.
    let underWay = Double(WorkSettings().batchSize * WorkSettings().requestsPerBank)
    let ratio = Samples(zip(rates.with.values, rates.without.values).map { $0 / $1 }).median
    return [
      Figure("waiting", zh: "等待停机银行的查询", en: "queries that wait for the bank that is down", Double(waiting), .count),
      Figure(
        "others", zh: "其间其余银行每秒完成的询问", en: "the other banks' enquiries meanwhile", rates.with.median, .perSecond,
        against: .init(zh: "没有查询等待时", en: "when none wait", rates.without.median), ratio: ratio,
        bound: .atLeast(0.9)),
      Figure(
        "memoryPeak", zh: "引擎进程内存的最高值", en: "peak memory of the engine's process", memory, .megabytes,
        bound: .atMost(200)),
      Figure("back", zh: "银行恢复后每秒完成的询问", en: "its enquiries after its return", back.rate, .perSecond),
      Figure(
        "reports", zh: "因此生成的报告", en: "reports that came of it", Double(back.reports), .count,
        bound: .atLeast(Double(sample))),
      Figure(
        "distance", zh: "偏离等待次序的最大距离", en: "largest distance from the order of waiting", Double(back.distance), .count,
        bound: .atMost(underWay)),
      Figure(
        "passedOver", zh: "被跳过的等待者", en: "waiting ones that were passed over", Double(back.passedOver), .count,
        bound: .atMost(underWay)),
      Figure("loading", zh: "装入用时", en: "time to load them", loading, .seconds),
    ]
  }

  private var note: Bilingual {
    Bilingual(
      zh: """
        两个引擎各在自己的进程与数据库中，轮流测量：\(people) 人向其余银行申请之后，从引擎开始到报告与短信发出。停机的银行拒绝\
        连接，引擎已断开它；恢复后先等断开的间隔结束，速率自第一次询问起算。排在前面的等待者由存储自己的函数写入，每百个之内等待\
        的先后与编号相反；其余是同样大小的副本。
        """,
      en: """
        Two engines, each in a process and on a database of its own, are measured by turns: \(people) people have applied to \
        the other banks, and it takes from the engine's start until reports and SMS are out. The bank that is down refuses \
        connections, and its circuit is open; after its return that pause has to end first, and the rate counts from the \
        first request. The first in the line are written by the store's own functions; within each hundred they wait in \
        the opposite order of their numbers. The others are copies of the same size.
        """)
  }
}
