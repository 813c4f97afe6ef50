import Domain
import Foundation
import TestFixtures
import Testing

@testable import Store

@Suite("What waits")
struct QueueReadingTests {
  private let database: TestDatabase
  private let store: Store

  init() throws {
    database = try TestDatabase.sandbox()
    store = try database.open()
    _ = try store.edit(.connect([.abc, .boc], .everywhere))
  }

  private func after(_ seconds: Int64) -> Moment { TestDatabase.start.adding(.seconds(seconds)) }

  private typealias Enquiry = (bank: BankCode, state: EnquiryState, seconds: Int64)

  /// Accepts a query of a person of its own, with enquiries that are due after some seconds.
  @discardableResult
  private func wait(_ id: String, _ enquiries: Enquiry..., aside: Set<Int> = [], claimed: Set<Int> = []) throws
    -> WorkRecord
  {
    try store.write { transaction in
      var work = try transaction.put(
        .sample(id, of: "person of \(id)", at: enquiries.map(\.bank)),
        enquiries.map { ($0.state, after($0.seconds)) })
      for place in aside { work = try transaction.putAside(place, of: work) }
      guard !claimed.isEmpty else { return work }
      for place in claimed { work.enquiries[place].isClaimed = true }
      work.owner = "worker"
      try transaction.update(work)
      return work
    }
  }

  private func queues() throws -> [BankQueue] { try store.readGate { try $0.queues($1) } }
  private func counts() throws -> [String] { try queues().map { "\($0.bank) \($0.waiting)" } }

  private func place(_ work: WorkRecord, _ place: Int = 0) throws -> Int {
    try store.read { try $0.place(of: work.enquiries[place]) }
  }

  @Test("is what is due and was taken on by nobody")
  func due() throws {
    try wait("Q1", (.abc, .queued, 0))
    try wait("Q2", (.abc, .sent, -60))
    try wait("Q3", (.abc, .sent, 45))
    try wait("Q4", (.abc, .answered, 0))
    let queue = try #require(try queues().first)
    #expect(try counts() == ["abc 2"])
    #expect(queue.oldest == after(-60) && queue.perMinute == nil)
  }

  @Test("is counted once, whether it is put aside or not looked at yet, to be asked or to be fetched")
  func aside() throws {
    try wait("Q1", (.abc, .queued, -5), (.boc, .queued, -5), aside: [0, 1])
    try wait("Q2", (.abc, .acknowledged, -7), (.boc, .queued, -4), aside: [0])
    try wait("Q3", (.boc, .sent, -3), (.abc, .queued, 45))
    #expect(try counts() == ["abc 2", "boc 3"])
    #expect(try queues().map(\.oldest) == [after(-7), after(-5)])
  }

  @Test("does not count before its time, also where it is put aside already")
  func notYet() throws {
    try wait("Q1", (.abc, .queued, 5), aside: [0])
    #expect(try queues().isEmpty)
    database.clock.advance(.seconds(5))
    #expect(try counts() == ["abc 1"])
  }

  @Test("does not count what a worker has in hand, until its lease is over or it has died")
  func inHand() throws {
    try wait("Q1", (.abc, .sent, 45), (.boc, .queued, -1), claimed: [0])
    try wait("Q2", (.abc, .queued, 0))
    #expect(try counts() == ["abc 1", "boc 1"])
    try store.write { try $0.releaseClaims(of: "worker") }
    #expect(try counts() == ["abc 2", "boc 1"])
    try wait("Q3", (.abc, .sent, 45), claimed: [0])
    #expect(try counts() == ["abc 2", "boc 1"])
    database.clock.advance(.seconds(45))
    #expect(try counts() == ["abc 3", "boc 1"])
  }

  @Test("has a place, in the order in which it became due and then of acceptance, wherever it waits")
  func places() throws {
    let fourth = try wait("Q1", (.abc, .queued, 0))
    let fifth = try wait("Q2", (.boc, .queued, -9), (.abc, .queued, 0), aside: [1])
    let sixth = try wait("Q3", (.abc, .queued, 0))
    let third = try wait("Q4", (.abc, .acknowledged, -1), aside: [0])
    let second = try wait("Q5", (.abc, .queued, -2), aside: [0])
    let first = try wait("Q6", (.abc, .sent, -3))
    #expect(try [first, second, third, fourth].map { try place($0) } == [1, 2, 3, 4])
    #expect(try place(fifth, 1) == 5 && place(sixth) == 6)
    #expect(try counts() == ["abc 6", "boc 1"])
    #expect(try place(fifth, 0) == 1)
  }

  @Test("keeps its place when it is put aside")
  func keepsPlace() throws {
    var works = try (1...4).map { try wait("Q\($0)", (.abc, .queued, 0)) }
    for (aside, work) in works.enumerated() {
      #expect(try works.map { try place($0) } == [1, 2, 3, 4], "with \(aside) put aside")
      works[aside] = try store.write { try $0.putAside(0, of: work) }
    }
    #expect(try works.map { try place($0) } == [1, 2, 3, 4])
    #expect(try counts() == ["abc 4"])
  }

  @Test("counts queries once")
  func queries() throws {
    try wait("Q1", (.abc, .queued, -5), (.boc, .queued, 0), aside: [1])
    try wait("Q2", (.boc, .queued, 0), (.abc, .queued, 0), aside: [0, 1])
    try wait("Q3", (.boc, .queued, 1))
    try wait("Q4", (.boc, .queued, 1), aside: [0])
    let waiting = try store.read { try $0.waitingQueries() }
    #expect(waiting.count == 2 && waiting.oldest == after(-5))
  }

  @Test("does not count what is altered, or was written into the line by somebody else, for more than it is")
  func altered() throws {
    try wait("Q1", (.abc, .queued, 0))
    try wait("Q2", (.abc, .queued, 0))
    try database.tamper("update work set state = x'09' where query = 1")
    #expect(try counts() == ["abc 1"])
    try database.tamper("delete from queries where number = 2")
    #expect(try queues().isEmpty)
    #expect(try store.read { try $0.waitingQueries() }.count == 0)
  }

  @Test("at a suspended bank, or while the service is paused, waits for an operator")
  func stopped() throws {
    try wait("Q1", (.abc, .queued, 0), (.boc, .queued, 0), aside: [0])
    _ = try store.edit(.suspend([.abc], reason: "x"))
    #expect(try queues().map(\.isStopped) == [true, false])
    _ = try store.edit(.pauseService(reason: "x"))
    #expect(try queues().map(\.isStopped) == [true, true])
  }

  @Test("at a bank in maintenance waits for its end")
  func maintenance() throws {
    try wait("Q1", (.abc, .queued, 0), aside: [0])
    let end = TestDatabase.start.adding(.hours(1))
    _ = try store.write {
      try $0.insertMaintenance(of: .abc, from: TestDatabase.start, until: end, author: "wang")
    }
    #expect(try queues().map(\.heldUntil) == [end])
  }

  // MARK: What is due next

  @Test("is due next when a query is looked at, or since something waits for a bank")
  func nextDue() throws {
    func next() throws -> Moment? { try store.read { try $0.nextDue() } }
    try wait("Q1", (.boc, .queued, 7), (.abc, .sent, 3))
    #expect(try next() == after(3))
    try wait("Q2", (.abc, .acknowledged, 2), (.boc, .answered, -5), aside: [0])
    #expect(try next() == after(2))
    try wait("Q3", (.abc, .queued, 1), aside: [0])
    #expect(try next() == after(1))
  }

  @Test("is in flight at each bank while its enquiry there is open, wherever it is")
  func inFlight() throws {
    try wait("Q1", (.abc, .queued, 0), (.boc, .acknowledged, 60), aside: [0])
    try wait("Q2", (.abc, .sent, 45), (.boc, .answered, 0), claimed: [0])
    try wait("Q3", (.abc, .acknowledged, 0), (.boc, .withdrawn, 0))
    let all = try store.read { try $0.queriesInFlight { _ in true } }
    #expect(all[.abc]?.unasked == [1, 2] && all[.abc]?.acknowledged == [3])
    #expect(all[.boc]?.unasked == [] && all[.boc]?.acknowledged == [1])
    #expect(try store.read { try $0.queriesInFlight { $0 == .boc } }.keys.map(\.self) == [.boc])
  }

  // MARK: Ends that are held

  @Test("of ends is held back until its pause is over, and can be brought forward")
  func heldEnds() throws {
    func isHeld() throws -> Bool { try store.read { try $0.isAnyEndHeld() } }
    let work = try wait("Q1", (.abc, .answered, 0))
    #expect(try !isHeld())
    try store.write { try $0.postponeEnding(of: work.query.number) }
    #expect(try isHeld())
    #expect(try store.read { try $0.queriesWaitingToEnd(limit: 9) }.isEmpty)
    try store.write { try $0.hastenEnds() }
    #expect(try !isHeld())
    #expect(try store.read { try $0.queriesWaitingToEnd(limit: 9) }.map(\.number) == [1])
    try store.write { try $0.postponeEnding(of: work.query.number) }
    database.clock.advance(.seconds(5))
    #expect(try !isHeld())
  }
}
