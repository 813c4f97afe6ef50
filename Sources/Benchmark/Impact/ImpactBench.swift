import Domain
import Registry
import RolloutControl
import Store
import Text

/// Measures the time to compute the impact of a candidate on ten million registered people.
struct ImpactBench {
  private let settings: BenchSettings
  private let catalogue: Catalogue

  init(_ settings: BenchSettings) throws {
    self.settings = settings
    catalogue = try Registry.bundled().catalogue
  }

  private var people: Int { settings.count(10_000_000, quick: 100_000) }
  private var inFlight: Int { settings.count(1_000, quick: 100) }
  private var rounds: Int { settings.count(31, quick: 5) }

  func run() throws -> BenchReport {
    let workplace = try Workplace(below: settings.directory)
    let location = StoreLocation(in: workplace, "impact")
    try location.makeSandbox(catalogue)
    settings.say(zh: "影响：装入 \(people) 人", en: "impact: loading \(people) people")
    let crowd = Crowd(people: people, inFlight: inFlight, catalogue: catalogue)
    let load = try crowd.fill(location)
    let registration = try crowd.register(settings.count(20_000, quick: 500), at: location)
    settings.say(zh: "影响：测量", en: "impact: measuring")
    let store = try Store.open(at: location, catalogue: catalogue, pretendedNow: nil)
    let everything = try measure(store, Self.everything(catalogue))
    let pause = try measure(store, [.pauseService(reason: "bench")])
    let region = try measure(store, [.closeRegions([catalogue.regions[0].code])])
    return BenchReport(
      bench: .impact, figures: figures(everything, pause, region, load, registration), notes: [Self.note(inFlight)])
  }

  /// Edits that halve every region's share and suspend a bank: two bands of buckets in each region, so that everybody
  /// is counted.
  private static func everything(_ catalogue: Catalogue) -> [RolloutEdit] {
    [
      .openRegions(catalogue.regions.map(\.code), Share(hundredths: 5_000) ?? .none),
      .suspend([catalogue.banks[0].code], reason: "bench"),
    ]
  }

  /// The milliseconds of each round, without the first, which warms up.
  private func measure(_ store: Store, _ edits: [RolloutEdit]) throws -> Samples {
    let session = try OperatorSession(store: store, author: "bench")
    for edit in edits { _ = try session.edit(edit) }
    var samples = Samples()
    for round in 0...rounds {
      var report: ImpactReport?
      let time = try Stopwatch.time { report = try session.impact() }
      precondition(report.map { $0.lost > 0 } ?? false, "people lose something")
      if round > 0 { samples.add(time / 1e6) }
    }
    return samples
  }

  private func figures(
    _ everything: Samples, _ pause: Samples, _ region: Samples, _ load: Crowd.Loading, _ registration: Crowd.Registering
  ) -> [Figure] {
    [
      Figure(
        "impact", zh: "影响：所有地区和一家银行都变", en: "impact of changing every region and a bank", everything.median,
        .milliseconds, bound: .atMost(100)),
      Figure(
        "impactSlowest", zh: "其中最慢的一次", en: "the slowest of them", everything.percentile(100), .milliseconds,
        bound: .atMost(100)),
      Figure(
        "impactPause", zh: "影响：暂停服务，进行中的查询都等待", en: "impact of a pause, which holds all queries in progress",
        pause.median, .milliseconds, bound: .atMost(100)),
      Figure("impactRegion", zh: "影响：关闭一个地区", en: "impact of closing one region", region.median, .milliseconds),
      Figure("people", zh: "已注册的查卡人", en: "registered people", Double(people), .count),
      Figure("loading", zh: "装入用时", en: "time to load them", load.seconds, .seconds),
      Figure(
        "backfill", zh: "升级时点一遍人数", en: "counting them once, in the migration", load.backfillSeconds, .seconds),
      Figure(
        "registration", zh: "登记一人时写入的处理器时间，含计数", en: "processor time of writing one registration, counted",
        registration.counted / 1_000, .microseconds,
        against: .init(zh: "不计数", en: "not counted", registration.plain / 1_000)),
    ]
  }

  private static func note(_ inFlight: Int) -> Bilingual {
    Bilingual(
      zh: "人是数据库里真实的行，分布在各地区和一万个分组；另有 \(inFlight) 个查询正在所有银行进行。",
      en: """
        The people are real rows, spread over all regions and the ten thousand buckets; \(inFlight) queries are in progress \
        at every bank.
        """)
  }
}
