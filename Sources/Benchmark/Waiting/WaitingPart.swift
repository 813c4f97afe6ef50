import BankSandbox
import Domain
import QueryEngine
import Registry
import Store

/// The part of a process in the benchmark `waiting`: people apply to all banks but the one that is down, and the engine
/// asks them, in rounds that the parent process begins; then the bank is back, and what waits for it is worked off.
enum WaitingPart {
  /// What the process tells.
  enum Told: Equatable {
    /// The other banks' enquiries that were asked and answered a second, in one round.
    case round(rate: Double)
    /// The bank's enquiries a second after its return, the largest distance from the order of waiting, the places of
    /// the line that were passed over, and the reports that came of it.
    case back(rate: Double, distance: Int, passedOver: Int, reports: Int)

    var line: String {
      switch self {
      case .round(let rate): "round \(rate)"
      case .back(let rate, let distance, let passedOver, let reports):
        "back \(rate) \(distance) \(passedOver) \(reports)"
      }
    }

    /// Nil if the line is another.
    init?(line: Substring) {
      let words = line.split(separator: " ")
      guard words.count > 1, let rate = Double(words[1]) else { return nil }
      let counts = words.dropFirst(2).compactMap { Int($0) }
      switch (words[0], words.count, counts.count) {
      case ("round", 2, _): self = .round(rate: rate)
      case ("back", 5, 3): self = .back(rate: rate, distance: counts[0], passedOver: counts[1], reports: counts[2])
      default: return nil
      }
    }
  }

  /// `order.load` queries wait for the bank; `order.sample` of them are worked off at the end, if any.
  static func run(_ order: PartOrder) async throws {
    let parent = ParentSignal()
    let registry = try Registry.bundled()
    let bench = try WaitingGround(order, registry)
    let people = try await bench.people(order.count * order.rounds)
    for round in 0..<order.rounds {
      parent.ready()
      guard !parent.isOver else { return }
      let group = Array(people[(round * order.count)..<((round + 1) * order.count)])
      BenchPart.tell(Told.round(rate: try await bench.round(group)).line)
    }
    guard order.sample > 0 else { return }
    parent.ready()
    guard !parent.isOver else { return }
    BenchPart.tell(try await bench.workOff(order.sample, until: parent).line)
    // The parent reads how much memory was taken before it lets the process end.
    parent.ready()
  }
}

/// The sandbox of one process, with one bank down.
private struct WaitingGround {
  private let registry: Registry
  private let sandbox: OpenSandbox
  private let port: DownBank
  private let others: [BankCode]
  private let first: Int

  init(_ order: PartOrder, _ registry: Registry) throws {
    self.registry = registry
    let load = WaitingBench.load(order.load, sample: order.sample, registry)
    let banks = InProcessBanks(
      sandbox: Sandbox(book: Book(cardholders: []), remembered: 1_024), now: { SystemClock().now })
    let port = DownBank(banks, down: load)
    self.port = port
    others = registry.catalogue.banks.map(\.code).filter { $0 != load.bank }
    // Those who apply are other people than those who wait.
    first = order.load
    sandbox = try OpenSandbox(
      at: order.location, registry: registry, book: Book(cardholders: []), port: { _ in port })
  }

  func people(_ count: Int) async throws -> [OpenSandbox.Ready] {
    let region = registry.catalogue.regions[0].code
    let (sandbox, others) = (sandbox, others)
    let residents = try (first..<(first + count)).map { try Resident($0) }
    return try await residents.together(16) { resident in
      try await sandbox.prepare(resident, sandbox.register(resident, region: region), banks: .named(others))
    }
  }

  /// The enquiries of these people asked, answered and reported a second.
  func round(_ people: [OpenSandbox.Ready]) async throws -> Double {
    let sandbox = sandbox
    _ = try await people.together(16) { try await sandbox.apply($0) }
    let begun = Stopwatch.wall
    try await sandbox.engine.drain()
    return Double(people.count * others.count) * 1e9 / Double(Stopwatch.wall - begun)
  }

  /// Works off a number of queries after the bank's return. It is down again afterwards.
  func workOff(_ sample: Int, until parent: ParentSignal) async throws -> WaitingPart.Told {
    let before = try reports()
    port.setBack(true)
    let port = port
    // The circuit is open: nothing is sent until its pause is over.
    let deadline = Stopwatch.wall + 300 * 1_000_000_000
    try await sandbox.engine.run(
      until: { port.answered >= sample || parent.isOver || Stopwatch.wall > deadline })
    port.setBack(false)
    try await sandbox.engine.drain()
    return .back(
      rate: port.rate, distance: port.distance, passedOver: port.passedOver, reports: try reports() - before)
  }

  private func reports() throws -> Int {
    try sandbox.store.read { try $0.queriesByState() }.first { $0.state == .reported }?.count ?? 0
  }
}
