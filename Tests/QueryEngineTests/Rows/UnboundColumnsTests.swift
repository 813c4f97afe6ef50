import BankLink
import Foundation
import Testing

@testable import QueryEngine
@testable import Store

/// `work.next_at`, what stands in `waiting`, and `queries.conclude_at` are times of attempts. Whatever their values, a query ends when its
/// enquiries have, or at its deadline, and nothing spins.
@Suite("What no seal covers decides only when something is tried", .timeLimit(.minutes(1)))
struct UnboundColumnsTests {
  private let service: TestService
  private let token: String

  init() async throws {
    service = try TestService()
    token = try await service.register()
  }

  private static let extremes: [Int64] = [.min, -1, 0, 1, .max / 4, .max - 1, .max]

  private func tamper(_ statements: String...) throws {
    for statement in statements { _ = try service.store.database.write { try $0.execute(statement) } }
  }

  private var query: QueryView {
    get async throws { try await service.desk.status(token) }
  }

  @Test("a time at which the end is tried again ends no query whose banks were not asked", arguments: extremes)
  func early(_ moment: Int64) async throws {
    try await service.apply(token)
    try tamper("update queries set conclude_at = \(moment)")
    try await service.engine.drain()
    let ended = try await query
    #expect(ended.state == .reported && ended.banks.map(\.state) == [.answered, .answered])
  }

  @Test("nor one of which an enquiry is put off: its deadline does", arguments: extremes)
  func putOff(_ moment: Int64) async throws {
    try await service.apply(token)
    try tamper(
      "update work set next_at = \(Int64.max)", "update queries set conclude_at = \(moment)")
    try await service.engine.drain()
    #expect(try await query.state == .accepted)
    #expect(try await query.banks.map(\.state) == [.queued, .queued])
    try tamper("update queries set conclude_at = \(moment)")
    service.clock.advance(.hours(24))
    try await service.engine.drain()
    #expect(try await query.state == .failed)
    #expect(try await query.banks.map(\.state) == [.timedOut, .timedOut])
  }

  @Test("every query ends at its deadline, whatever stands in both", arguments: extremes)
  func deadline(_ moment: Int64) async throws {
    try await service.apply(token)
    try tamper("update work set next_at = \(Int64.max)")
    try await service.engine.drain()
    try tamper("update queries set conclude_at = \(moment)")
    #expect(try service.store.read { try $0.nextDue() }.map { $0 <= service.clock.now.adding(.hours(24)) } == true)
    service.clock.advance(.days(9))
    #expect(try service.store.read { try $0.nextDue() }.map { $0 <= service.clock.now } == true)
    try await service.engine.drain()
    let ended = try await query
    #expect(ended.state == .failed && ended.banks.map(\.state) == [.timedOut, .timedOut])
    #expect(try service.store.read { try $0.problemOfRows() } == nil)
  }

  @Test("a query that has ended is not tried again", arguments: extremes)
  func ended(_ moment: Int64) async throws {
    try await service.apply(token)
    try await service.engine.drain()
    try tamper("update queries set conclude_at = \(moment)")
    try await service.engine.drain()
    #expect(try await query.state == .reported)
    #expect(try service.store.read { try $0.nextDue() }.map { $0 > service.clock.now } ?? true)
  }

  @Test("an altered query without enquiries whose deadline says to be far off ends, and so does its vault")
  func farOff() async throws {
    try await service.apply(token)
    try tamper("delete from work", "update queries set due_at = \(Int64.max), conclude_at = \(Int64.max)")
    service.clock.advance(.days(9))
    try await service.engine.drain()
    #expect(try service.store.read { try $0.query(number: 1) }?.machine.reason == "record_altered")
  }

  private static let lines = [
    "update waiting set bank = cast(bank as blob)", "update waiting set bank = 'nobody'", "delete from waiting",
    "update waiting set since = \(Int64.max)", "update waiting set query = query + 1000",
  ]

  @Test("what is put aside and altered keeps no others waiting, and its query ends at the deadline", arguments: lines)
  func line(_ statement: String) async throws {
    let other = try await service.register(.li)
    try service.commit(.suspend([.abc], reason: "x"))
    try await service.apply(token)
    try await service.engine.drain()
    try tamper(statement)
    try service.commit(.connect([.abc], .everywhere))
    try await service.apply(other, .named([.abc, .boc]), .li)
    try await service.engine.drain()
    #expect(try await service.desk.status(other).state == .reported)
    service.clock.advance(.hours(24))
    try await service.engine.drain()
    #expect(try await query.state == .reported)
    #expect(try await query.banks.map(\.state)[1] == .answered)
  }

  @Test("a line in which strange entries stand is worked off all the same")
  func strange() async throws {
    try await service.apply(token)
    try tamper(
      "insert into waiting (bank, fetches, since, query) values ('boc', 0, 0, 1), ('boc', 0, 0, 77), (x'61', 9, 0, 1)")
    try await service.engine.drain()
    #expect(try await query.state == .reported)
    #expect(try service.store.read { try $0.waiting(at: .boc, fetchesOnly: false, limit: 9) }.isEmpty)
  }

  @Test("a message is sent however often it says that sending was tried", arguments: [Int64.min, -1, .max])
  func attempts(_ count: Int64) async throws {
    try await service.apply(token)
    service.gateway.breakDown()
    await #expect(throws: MessagesUnsent.self) { try await service.engine.drain() }
    try tamper("update outbox set attempts = \(count), next_at = 0")
    await #expect(throws: MessagesUnsent.self) { try await service.engine.drain() }
    service.gateway.breakDown(false)
    service.clock.advance(.hours(1))
    try await service.engine.drain()
    #expect(try service.store.read { try $0.waitingMessageCount() } == 0)
  }
}
