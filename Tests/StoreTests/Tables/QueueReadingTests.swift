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

  @discardableResult
  private func wait(_ query: Int, at bank: BankCode, _ state: EnquiryState = .queued, dueIn: Span = .seconds(0)) throws
    -> EnquiryRecord
  {
    let enquiry = EnquiryRecord.sample(
      query, bank == .abc ? 0 : 1, at: bank, state, next: TestDatabase.start.adding(dueIn))
    try store.write { try $0.insert(enquiry) }
    return enquiry
  }

  private func queues() throws -> [BankQueue] { try store.readGate { try $0.queues($1) } }

  @Test("is what is due and was taken on by nobody")
  func due() throws {
    try wait(1, at: .abc)
    try wait(2, at: .abc, .sent, dueIn: .seconds(-60))
    try wait(3, at: .abc, .sent, dueIn: .seconds(45))
    try wait(4, at: .abc, .answered)
    let queue = try #require(try queues().first)
    #expect(try queues().count == 1 && queue.waiting == 2)
    #expect(queue.oldest == TestDatabase.start.adding(.seconds(-60)) && queue.perMinute == nil)
  }

  @Test("has a place, in the order in which it became due and then of acceptance")
  func places() throws {
    let last = try wait(3, at: .abc)
    let second = try wait(2, at: .abc)
    let first = try wait(9, at: .abc, dueIn: .seconds(-1))
    try wait(1, at: .boc, dueIn: .seconds(-9))
    let places = try store.read { transaction in try [first, second, last].map { try transaction.place(of: $0) } }
    #expect(places == [1, 2, 3])
  }

  @Test("counts queries once")
  func queries() throws {
    try wait(1, at: .abc, dueIn: .seconds(-5))
    try wait(1, at: .boc)
    try wait(2, at: .boc)
    let waiting = try store.read { try $0.waitingQueries() }
    #expect(waiting.count == 2 && waiting.oldest == TestDatabase.start.adding(.seconds(-5)))
  }

  @Test("at a suspended bank, or while the service is paused, waits for an operator")
  func stopped() throws {
    try wait(1, at: .abc)
    try wait(1, at: .boc)
    _ = try store.edit(.suspend([.abc], reason: "x"))
    #expect(try queues().map(\.isStopped) == [true, false])
    _ = try store.edit(.pauseService(reason: "x"))
    #expect(try queues().map(\.isStopped) == [true, true])
  }

  @Test("at a bank in maintenance waits for its end")
  func maintenance() throws {
    try wait(1, at: .abc)
    let end = TestDatabase.start.adding(.hours(1))
    _ = try store.write {
      try $0.insertMaintenance(of: .abc, from: TestDatabase.start, until: end, author: "wang")
    }
    #expect(try queues().map(\.heldUntil) == [end])
  }

  @Test("is found bank by bank with when the first is due")
  func banks() throws {
    try wait(1, at: .boc, dueIn: .seconds(7))
    try wait(2, at: .boc, dueIn: .seconds(3))
    try wait(3, at: .abc, .acknowledged, dueIn: .seconds(5))
    try wait(4, at: .abc, .answered, dueIn: .seconds(-5))
    let found = try store.read { try $0.banksWithOpenEnquiries() }
    #expect(found.map(\.bank) == [.abc, .boc])
    #expect(found.map { $0.nextAt.since(TestDatabase.start) } == [.seconds(5), .seconds(3)])
    #expect(try store.read { try $0.nextDue() } == TestDatabase.start.adding(.seconds(3)))
  }
}
