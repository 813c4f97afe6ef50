import Domain
import Synchronization
import Testing

@testable import Store

/// A clock with a machine behind it, both set by hand.
private final class WitnessedClock: WallClock {
  private let state: Mutex<(now: Moment, witness: ScriptedWitness)>

  init(_ now: Moment, _ witness: ScriptedWitness) { state = Mutex((now, witness)) }

  var now: Moment { state.withLock { $0.now } }
  var witness: (any ClockWitness)? { state.withLock { $0.witness } }
  func set(_ now: Moment) { state.withLock { $0.now = now } }
  func setWitness(_ witness: ScriptedWitness) { state.withLock { $0.witness = witness } }
  func sleep(until moment: Moment) async throws { try await Task.sleep(for: .milliseconds(1)) }
}

@Suite("A database whose clock is doubted")
struct DoubtedClockTests {
  private let database: TestDatabase
  private let clock: WitnessedClock
  private let store: Store
  private let start: Moment
  private static let icbc = BankCode("icbc")

  /// The kernel stays where it is.
  init() throws {
    database = try TestDatabase.real()
    start = database.clock.now
    clock = WitnessedClock(start, ScriptedWitness(start: start.adding(.days(-3)), kernelTime: start))
    store = try Store.open(at: database.location, catalogue: database.catalogue, clock: clock)
    try store.write { try $0.setEndpoint("https://before/", of: Self.icbc) }
  }

  private func jump(_ span: Span) {
    clock.set(start.adding(span))
    clock.setWitness(ScriptedWitness(start: start.adding(.days(-3)).adding(span), kernelTime: start))
  }

  @Test("is not written to, one commit or a shared one", arguments: [Span.days(400), .days(10), .minutes(20)])
  func writes(span: Span) async throws {
    jump(span)
    #expect(fault { try store.write { try $0.setEndpoint("https://after/", of: Self.icbc) } } == "clock_ahead")
    let shared = await #expect(throws: StoreFault.self) { () async throws -> Void in
      try await store.submit { try $0.setEndpoint("https://after/", of: Self.icbc) }
    }
    #expect(shared?.code == "clock_ahead")
    #expect(try store.read { try $0.endpoint(of: Self.icbc) }?.url == "https://before/")
    #expect(try store.clockReading().latest == start)
  }

  @Test("is read at the latest time written, and says why")
  func reads() throws {
    jump(.days(400))
    #expect(try store.now() == start)
    #expect(try store.read { $0.clockFault } == .clockAhead(now: clock.now, latest: start, .contradicted))
  }

  @Test("applies nothing that lies beyond, reading or writing")
  func due() throws {
    var rollout = Rollout.initial
    rollout.apply(.openChannels([.app]))
    _ = try store.write { [rollout] in
      try $0.schedule(rollout, base: 0, author: "tester", comment: "", effectiveAt: start.adding(.days(30)))
    }
    jump(.days(400))
    #expect(try store.runningRevision().number == 0)
    jump(.seconds(1))
    #expect(try store.runningRevision().number == 0 && store.read { try $0.scheduledCommits() }[0].state == .pending)
  }

  @Test("goes on by a clock that somebody answers for, who sees what the machine said")
  func confirmed() throws {
    jump(.days(10))
    let reading = try store.writeTakingTime { transaction, reading in
      try transaction.audit(author: "tester", action: "clock", object: "clock", detail: [:])
      return reading
    }
    #expect(reading.standing == .doubted(.contradicted) && reading.latest == start && reading.kernel == start)
    #expect(try store.clockReading().latest == clock.now)
    try store.write { try $0.setEndpoint("https://after/", of: Self.icbc) }
  }

  @Test("comes back from writes of a later time")
  func reset() throws {
    jump(.days(1_900))
    try store.writeTakingTime { transaction, _ in
      try transaction.audit(author: "tester", action: "clock", object: "clock", detail: [:])
    }
    jump(.minutes(1))
    #expect(fault { try store.write { try $0.setEndpoint("https://after/", of: Self.icbc) } } == "clock_behind")
    try store.writeTakingTime { transaction, reading in
      #expect(reading.standing == .behind)
      try transaction.audit(author: "tester", action: "clock", object: "clock", detail: [:])
    }
    try store.write { try $0.setEndpoint("https://after/", of: Self.icbc) }
    #expect(try store.clockReading().latest == clock.now)
  }

  @Test("stays as it was where taking the time is refused")
  func refused() throws {
    jump(.days(10))
    #expect(fault { try store.writeTakingTime { _, _ in throw StoreFault.secretMismatch } } == "secret_mismatch")
    #expect(try store.clockReading().latest == start)
  }

  @Test("is one that nobody pretends to: a sandbox jumps as it likes")
  func sandbox() throws {
    let sandbox = try TestDatabase.sandbox()
    let clock = WitnessedClock(TestDatabase.start, ScriptedWitness(kernelTime: TestDatabase.start))
    let store = try Store.open(at: sandbox.location, catalogue: sandbox.catalogue, clock: clock)
    clock.set(TestDatabase.start.adding(.days(400)))
    try store.write { try $0.setEndpoint("https://after/", of: Self.icbc) }
    #expect(try store.clockReading().latest == clock.now)
  }

  @Test("is believed again once the machine has run on")
  func silence() throws {
    clock.set(start.adding(.days(9)))
    clock.setWitness(ScriptedWitness(start: start.adding(.days(-3)), kernelTime: clock.now))
    try store.write { try $0.setEndpoint("https://after/", of: Self.icbc) }
    #expect(try store.read { try $0.endpoint(of: Self.icbc) }?.url == "https://after/")
  }
}
