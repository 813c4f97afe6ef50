import Domain
import Foundation
import QueryEngine
import Store
import Synchronization

/// Batches of 1,000 decisions while another thread compiles and publishes revisions as fast as it can, through the
/// store's own cache. Each person takes the gate in force once and is judged against 24 banks.
struct Publication {
  let regions: [RegionCode]
  let banks: [BankCode]
  let isQuick: Bool

  /// The work of the other thread meanwhile.
  enum Company: Int, CaseIterable, Sendable {
    case nobody
    /// Compiles as many gates and publishes none, so that the two cores share memory and power in the same way.
    case compiling
    case publishing
  }

  struct Outcome {
    /// The 99th percentile of a batch with each company, in nanoseconds.
    let p99: Turns
    let publishedPerSecond: Double
  }

  private static let decisions = 1_000

  func run() -> Outcome {
    let desk = Desk(regions: regions, banks: banks)
    var publishing = 0.0
    let turns = Turns(
      rounds: isQuick ? 3 : 20,
      Company.allCases.map { company in
        {
          let start = Stopwatch.wall
          defer { if company == .publishing { publishing += Double(Stopwatch.wall - start) / 1e9 } }
          return desk.accompanied(by: company) { p99(desk) }
        }
      })
    return Outcome(p99: turns, publishedPerSecond: Double(desk.revision) / publishing)
  }

  private func p99(_ desk: Desk) -> Double {
    let batches = isQuick ? 200 : 4_000
    return Samples((0..<batches).map { _ in Stopwatch.time { desk.batch(Self.decisions) } }).percentile(99)
  }
}

/// The gate in force, the people who apply, and the thread that publishes.
private final class Desk: Sendable {
  private let cache = GateCache()
  private let running = Atomic<Int>(0)
  private let isOver = Atomic<Bool>(false)
  private let regions: [RegionCode]
  private let banks: [BankCode]
  private let rollouts: [Rollout]
  private let people: [(RegionPosition, Bucket)]
  private let columns: [BankPosition]

  init(regions: [RegionCode], banks: [BankCode]) {
    let random = SeededRandom(seed: 7)
    self.regions = regions
    self.banks = banks
    rollouts = (0..<8).map { _ in .mixed(regions, banks, random) }
    let gate = Gate(revision: 0, rollout: rollouts[0], regions: regions, banks: banks)
    let rows = regions.compactMap { gate.position(of: $0) }
    columns = banks.compactMap { gate.position(of: $0) }
    people = (0..<1_024).map { _ in
      (rows[Int(random.below(UInt64(rows.count)))], Bucket(number: UInt16(random.below(UInt64(Bucket.count)))))
    }
  }

  var revision: Int { running.load(ordering: .acquiring) }

  private func gate(_ revision: Int) -> Gate {
    cache.gate(revision, hash: "\(revision)") {
      Gate(revision: revision, rollout: rollouts[revision % rollouts.count], regions: regions, banks: banks)
    }
  }

  /// Makes a number of decisions; each applicant takes the gate in force at the moment.
  func batch(_ decisions: Int) {
    let count = (decisions + columns.count - 1) / columns.count
    for (row, bucket) in people.prefix(count) {
      let gate = gate(revision)
      for column in columns {
        blackHole(gate.objection(region: row, bucket: bucket, channel: .app, bank: column))
      }
    }
  }

  func accompanied<Value>(by company: Publication.Company, _ work: () -> Value) -> Value {
    guard company != .nobody else { return work() }
    isOver.store(false, ordering: .releasing)
    let ended = DispatchSemaphore(value: 0)
    let thread = Thread {
      while !self.isOver.load(ordering: .acquiring) { self.compile(publishing: company == .publishing) }
      ended.signal()
    }
    thread.start()
    defer {
      isOver.store(true, ordering: .releasing)
      ended.wait()
    }
    return work()
  }

  private func compile(publishing: Bool) {
    let next = revision + 1
    if publishing {
      _ = gate(next)
      running.store(next, ordering: .releasing)
    } else {
      let gate = Gate(revision: next, rollout: rollouts[next % rollouts.count], regions: regions, banks: banks)
      blackHole(UInt8(truncatingIfNeeded: gate.revision))
    }
  }
}
