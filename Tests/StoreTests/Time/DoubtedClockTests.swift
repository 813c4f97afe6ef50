import Domain
import Synchronization
import TestFixtures
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

  /// The kernel's clock stays at its time.
  init() throws {
    database = try TestDatabase.real()
    start = database.clock.now.fullSecond.adding(.seconds(1))
    clock = WitnessedClock(start, ScriptedWitness(kernelTime: start, uptime: .days(3)))
    store = try Store.open(at: database.location, catalogue: database.catalogue, clock: clock)
    try store.write { try $0.setEndpoint("https://before/", of: .icbc) }
  }

  private func jump(_ span: Span) {
    clock.set(start.adding(span))
  }

  @Test("is not written to, one commit or a shared one", arguments: [Span.days(400), .days(10), .minutes(20)])
  func writes(span: Span) async throws {
    jump(span)
    #expect(fault { try store.write { try $0.setEndpoint("https://after/", of: .icbc) } } == "clock_ahead")
    let shared = await #expect(throws: StoreFault.self) { () async throws -> Void in
      try await store.submit { try $0.setEndpoint("https://after/", of: .icbc) }
    }
    #expect(shared?.code == "clock_ahead")
    #expect(try store.read { try $0.endpoint(of: .icbc) }?.url == "https://before/")
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
    try store.write { try $0.setEndpoint("https://after/", of: .icbc) }
  }

  @Test("is believed by a decision on an older database, too, which stays older until that is decided about")
  func confirmedOnOlder() throws {
    let database = try TestDatabase.real()
    let clock = WitnessedClock(start, ScriptedWitness(kernelTime: start, uptime: .days(3)))
    let older = try Store.open(
      at: database.location, catalogue: database.catalogue, clock: clock, isSettled: false)
    try older.auditHead.note(AuditHead(records: 1_000, hash: String(repeating: "a", count: 64)))
    clock.set(start.adding(.days(10)))
    func reanchor() throws { _ = try older.write(regardless: [.older]) { try $0.reanchor(reason: "x", by: "tester") } }
    #expect(fault { try reanchor() } == "clock_ahead")
    try older.writeTakingTime { transaction, _ in
      try transaction.audit(author: "tester", action: "clock", object: "clock", detail: [:])
    }
    #expect(fault { try older.edit(.openChannels([.web])) } == "database_older")
    try reanchor()
    #expect(try older.edit(.openChannels([.web])).number == 1)
    #expect(try older.clockReading().latest == clock.now)
  }

  @Test("comes back from writes of a later time")
  func reset() throws {
    jump(.days(1_900))
    try store.writeTakingTime { transaction, _ in
      try transaction.audit(author: "tester", action: "clock", object: "clock", detail: [:])
    }
    jump(.minutes(1))
    #expect(fault { try store.write { try $0.setEndpoint("https://after/", of: .icbc) } } == "clock_behind")
    try store.writeTakingTime { transaction, reading in
      #expect(reading.standing == .behind)
      try transaction.audit(author: "tester", action: "clock", object: "clock", detail: [:])
    }
    try store.write { try $0.setEndpoint("https://after/", of: .icbc) }
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
    try store.write { try $0.setEndpoint("https://after/", of: .icbc) }
    #expect(try store.clockReading().latest == clock.now)
  }

  @Test("is believed again once the machine has run on")
  func silence() throws {
    clock.set(start.adding(.days(9)))
    clock.setWitness(ScriptedWitness(kernelTime: clock.now, uptime: .days(12)))
    try store.write { try $0.setEndpoint("https://after/", of: .icbc) }
    #expect(try store.read { try $0.endpoint(of: .icbc) }?.url == "https://after/")
  }

  /// The span from the beginning to the latest write, after as many writes as succeed, each a step later.
  private func reach(steps: Int, of span: Span, _ set: (Span) -> Void) throws -> Span {
    for step in 1...steps {
      set(.milliseconds(span.milliseconds * Int64(step)))
      _ = try? store.write { try $0.setEndpoint("https://after-\(step)/", of: .icbc) }
    }
    return try store.clockReading().latest.since(start)
  }

  @Test("does not creep away from the kernel's by small steps", arguments: [Span.minutes(4), .seconds(50)])
  func creep(span: Span) throws {
    #expect(try reach(steps: 40, of: span, jump) <= .minutes(5))
  }

  @Test("does not creep away with the kernel's, where that is set by small steps and nothing keeps it")
  func kernelCreep() throws {
    let reach = try reach(steps: 10, of: .minutes(40)) { span in
      clock.set(start.adding(span))
      clock.setWitness(ScriptedWitness(kernelTime: clock.now, uptime: .days(3)))
    }
    #expect(reach == .minutes(40))
  }

  @Test("goes on as far from the kernel's as somebody has answered for, and no further")
  func ahead() throws {
    jump(.days(10))
    try store.writeTakingTime { transaction, _ in
      try transaction.audit(author: "tester", action: "clock", object: "clock", detail: [:])
    }
    let later = ScriptedWitness(kernelTime: start.adding(.hours(9)), uptime: .hours(81))
    clock.setWitness(later)
    jump(.hours(249))
    try store.write { try $0.setEndpoint("https://after/", of: .icbc) }
    jump(.hours(250))
    #expect(fault { try store.write { try $0.setEndpoint("https://later/", of: .icbc) } } == "clock_ahead")
    #expect(try store.clockReading().latest == start.adding(.hours(249)))
  }

  @Test("is not written to by a clock that is slower than the kernel's, though it is ahead of the latest write")
  func slow() throws {
    clock.setWitness(ScriptedWitness(kernelTime: start.adding(.hours(2)), uptime: .hours(74)))
    jump(.hours(1))
    let slow = StoreFault.clockNotTheKernels(now: clock.now, kernel: start.adding(.hours(2)))
    #expect(throws: slow) { try store.write { try $0.setEndpoint("https://after/", of: .icbc) } }
    #expect(slow.code == "clock_behind")
  }
}
