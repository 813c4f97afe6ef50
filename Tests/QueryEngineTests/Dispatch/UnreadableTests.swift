import Foundation
import Store
import TestFixtures
import Testing

@testable import QueryEngine
@testable import Store

@Suite("What cannot be unsealed")
struct UnreadableTests {
  private let service: TestService

  init() throws { service = try TestService() }

  private func spoil(_ statement: String) throws {
    let connection = try SQLiteDatabase(path: service.location.path, creating: false)
    _ = try connection.write { try $0.execute(statement) }
  }

  @Test("ends a person's enquiries as failed at once, and holds up nobody else in the batch")
  func details() async throws {
    let (zhang, li) = (try await service.register(), try await service.register(.li))
    let spoilt = try await service.apply(zhang)
    try await service.apply(li, .named([.abc, .boc]), .li)
    try spoil(
      "update persons set details = x'00' where id = (select person from queries where id = '\(spoilt.query)')")
    try await service.engine.drain()
    let ended = try await service.desk.status(zhang)
    #expect(ended.state == .failed && ended.banks.map(\.code) == ["details_unreadable", "details_unreadable"])
    #expect(try await service.desk.status(li).state == .reported)
    service.clock.advance(.minutes(1))
    #expect(try service.health(of: .boc).failures.isEmpty)
  }

  @Test("ends a query whose row was altered while its bank was asked as soon as the reply comes")
  func alteredMeanwhile() async throws {
    let token = try await service.register()
    try await service.apply(token, .named([.abc]))
    let path = service.location.path
    service.banks.meanwhile.withLock { meanwhile in
      meanwhile = { _ in
        _ = try? SQLiteDatabase(path: path, creating: false).write {
          try $0.execute("update queries set agreement = 'x'")
        }
      }
    }
    try await service.engine.drain()
    #expect(service.banks.requests.count == 1)
    #expect(try service.store.read { try $0.isOpen([1]) }.isEmpty)
    #expect(try service.store.read { try $0.query(number: 1) }?.state == .failed)
  }

  @Test("does not keep a query from ending at its deadline")
  func deadline() async throws {
    let token = try await service.register()
    service.banks.set(.boc, .accepts(retryAfter: .days(2)))
    try await service.apply(token, .named([.boc]))
    try await service.engine.drain()
    try spoil("update persons set details = x'00'")
    service.clock.advance(.hours(24))
    try await service.engine.drain()
    #expect(try await service.desk.status(token).state == .failed)
  }

  @Test("in the outbox is dropped, and every other message of the batch is sent")
  func outbox() async throws {
    let people = [Resident.zhang, .li]
    for person in people {
      let token = try await service.register(person)
      service.gateway.breakDown()
      _ = await fault { try await service.apply(token, .all, person) }
      service.gateway.breakDown(false)
    }
    try spoil("update outbox set text = x'00' where number = (select min(number) from outbox)")
    #expect(try service.store.read { try $0.waitingMessageCount() } == 2)
    let sent = service.gateway.sentCount
    service.clock.advance(.minutes(1))
    try await service.engine.drain()
    #expect(service.gateway.sentCount == sent + 1)
    #expect(try service.store.read { try $0.waitingMessageCount() } == 0)
  }
}
