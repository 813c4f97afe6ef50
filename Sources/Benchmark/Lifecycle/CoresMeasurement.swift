import BankSandbox
import Registry
import Store

/// Whole lifecycles on one processor and on two, by the same program in processes of its own, in turns.
struct CoresMeasurement: Sendable {
  /// Queries a second, from acceptance to report.
  private(set) var one = Samples()
  private(set) var both = Samples()

  /// The seconds to get ready, and for a round.
  private static let patience: Int64 = 120

  /// The median of the rounds' ratios: a slow round is slow for both.
  var ratio: Double { Samples(zip(both.values, one.values).map { $0 / $1 }).median }

  /// Nil where there are no two processors, or none can be kept from a process.
  init?(_ settings: BenchSettings, _ registry: Registry, in workplace: Workplace) throws {
    let processors = Processors.usable
    guard processors.count > 1, Processors.isLimitable else { return nil }
    let (people, rounds) = (settings.count(256, quick: 8), settings.count(5, quick: 1))
    settings.say(zh: "查询：一个处理器与两个", en: "lifecycle: one processor and two")
    let deadline = { Stopwatch.wall + Self.patience * 1_000_000_000 }
    let children = try (1...2).map { count in
      let location = StoreLocation(in: workplace, "cores-\(count)")
      try location.makeSandbox(registry.catalogue)
      return try PartProcess(
        .rounds, PartOrder(location: location, count: people, rounds: rounds + 1), in: workplace,
        name: "cores-\(count)", processors: Array(processors.prefix(count)))
    }
    for child in children { try child.waitUntilReady(by: deadline()) }
    for round in 0...rounds {
      let rates = try children.map { child in
        try child.begin()
        try child.wait(by: deadline()) { RoundsPart.rates($0).count > round }
        return RoundsPart.rates(child.lines)[round]
      }
      // The first round warms up.
      guard round > 0 else { continue }
      one.add(rates[0])
      both.add(rates[1])
    }
  }
}

/// The part of a process in the benchmark `lifecycle`: people apply, and the engine works, in rounds that the parent
/// process begins; the rate of each round is told, in queries a second.
enum RoundsPart {
  static func run(_ order: PartOrder) async throws {
    let parent = ParentSignal()
    let registry = try Registry.bundled()
    let banks = registry.catalogue.banks.map(\.code)
    let region = registry.catalogue.regions[0].code
    let residents = try (0..<(order.count * order.rounds)).map { try Resident($0) }
    let sandbox = try OpenSandbox(
      at: order.location, registry: registry, book: Book(cardholders: residents.map { $0.cardholder(banks) }))
    let people = try await residents.together(LifecycleBench.submitters) { resident in
      try await sandbox.prepare(resident, sandbox.register(resident, region: region))
    }
    for round in 0..<order.rounds {
      parent.ready()
      guard !parent.isOver else { return }
      let group = Array(people[(round * order.count)..<((round + 1) * order.count)])
      let spent = try await LifecycleRound(sandbox, group, submitters: LifecycleBench.submitters)
      BenchPart.tell("\(Double(order.count) * 1e9 / Double(spent.wall))")
    }
  }

  /// The rates among the lines that a process has told.
  static func rates(_ lines: [Substring]) -> [Double] { lines.compactMap { Double($0) } }
}
