import Domain
import Foundation
import Store
import TestFixtures
import Testing

@testable import QueryEngine

@Suite("The end of a report's days")
struct ExpiryTests {
  private let service: TestService

  init() throws { service = try TestService() }

  private func dayKeys() throws -> [String] {
    let folder = try FileManager.default.contentsOfDirectory(atPath: service.location.secrets)
      .first { $0.hasPrefix("day-keys") }
    return try FileManager.default.contentsOfDirectory(atPath: "\(service.location.secrets)/\(folder ?? "")").sorted()
  }

  private func open(_ token: String) async throws -> OpenedReport {
    try await service.desk.report(token, query: nil, password: "482913")
  }

  @Test("is the midnight after the 7th natural day, and only the record remains")
  func term() async throws {
    let token = try await service.reported()
    let end = TestService.start.day.adding(8).start
    service.clock.set(end.adding(.milliseconds(-1)))
    try await service.engine.drain()
    #expect(try await open(token).cards.count == 5)
    service.clock.set(end)
    #expect(await fault { try await open(token) } == "report_expired")
    try await service.engine.drain()
    let history = try await service.desk.history(token)
    #expect(history.map(\.state) == [.expired] && history[0].expiresAt == end)
    #expect(history[0].banks.map(\.state) == [.answered, .answered])
  }

  @Test("takes key and answers out of the file, its WAL and its journal, and destroys the day key", arguments: [0, 15])
  func bytes(hoursToAnswer: Int64) async throws {
    let token = try await service.register()
    let query = try await service.apply(token, .all).query
    var needles = try service.vault(of: query).items
    service.clock.advance(.hours(hoursToAnswer))
    try await service.engine.drain()
    let kept = try service.vault(of: query)
    needles += kept.items
    #expect(kept.items.count == 6 && kept.day == service.clock.now.day.adding(7))
    #expect(kept.items.all { service.bytes().range(of: $0.sealed) != nil })
    #expect(try dayKeys().contains(kept.day.description))
    service.clock.set(kept.day.end)
    try await service.engine.drain()
    let bytes = service.bytes()
    for needle in needles { #expect(bytes.range(of: needle.sealed) == nil) }
    #expect(try dayKeys().first == service.clock.now.day.description)
    #expect(try service.store.read { try $0.endedVaults() }.isEmpty)
  }

  @Test("leaves other days' reports alone")
  func others() async throws {
    let first = try await service.reported()
    service.clock.advance(.days(1))
    let second = try await service.register(.li)
    try await service.apply(second, .named([.abc]), .li)
    try await service.engine.drain()
    service.clock.set(TestService.start.day.adding(8).start)
    try await service.engine.drain()
    #expect(await fault { try await open(first) } == "report_expired")
    #expect(try await service.desk.report(second, query: nil, password: Resident.li.password).complete)
  }

  @Test("counts although the deletion is overdue, also for a backup put back")
  func overdue() async throws {
    let token = try await service.reported()
    let end = TestService.start.day.adding(8).start
    try service.store.dayKeys.destroyEnded(now: end)
    let program = CardholderDesk(try service.another(), requester: TestService.requester)
    let opened = await fault { try await program.report(token, query: nil, password: "482913") }
    #expect(opened == "day_key_gone")
  }

  @Test("that comes while the password is tried is told as any other: the report has expired")
  func meanwhile() async throws {
    let held = HeldPasswordQueue()
    let service = try TestService(passwords: held.queue)
    let token = try await service.reported()
    let end = TestService.start.day.adding(8).start
    service.clock.set(end.adding(.milliseconds(-1)))
    var opening: Task<String?, Never>?
    try await held.whileHeld {
      opening = Task { await fault { try await service.desk.report(token, query: nil, password: "482913") } }
      for _ in 0..<10_000 {
        if try isTrying(service) { break }
        try await Task.sleep(for: .milliseconds(1))
      }
      service.clock.set(end)
    }
    #expect(await opening?.value == "report_expired")
  }

  /// Whether a password of the only person is being tried.
  private func isTrying(_ service: TestService) throws -> Bool {
    try service.store.read { transaction in
      let hash = service.store.secret.hash(Resident.zhang.phone, for: .lookUp)
      return try #require(try transaction.person(phoneHash: hash)).passwordAttempts != PasswordAttempts()
    }
  }

  @Test("leaves nothing to be done behind")
  func done() async throws {
    _ = try await service.reported()
    service.clock.set(TestService.start.day.adding(8).start)
    try await service.engine.drain()
    #expect(try await !service.engine.pass())
    #expect(try service.store.read { try $0.nextDue() }.map { $0 > service.clock.now } ?? true)
  }

  @Test("takes the answers of a failed query with it, too")
  func failed() async throws {
    let token = try await service.register()
    service.banks.set(.boc, .accepts(retryAfter: .hours(1)))
    let query = try await service.apply(token).query
    try await service.engine.drain()
    let needles = try service.vault(of: query).items
    #expect(needles.count == 2)
    _ = try await service.desk.cancel(token)
    service.clock.set(TestService.start.day.adding(9).start)
    try await service.engine.drain()
    let bytes = service.bytes()
    for needle in needles { #expect(bytes.range(of: needle.sealed) == nil) }
  }

  @Test("takes nothing of a query that nobody has concluded yet: its report is made of what was answered in time")
  func notConcluded() async throws {
    let token = try await service.register()
    service.banks.set(.boc, .accepts(retryAfter: .days(1)))
    let query = try await service.apply(token).query
    try await service.engine.drain()
    let vault = try service.vault(of: query)
    #expect(vault.day == TestService.start.day.adding(7) && vault.items.count == 2)
    service.clock.set(vault.day.end.adding(.hours(1)))
    #expect(try await !Expiry(parts: service.parts).run())
    try await service.engine.drain()
    #expect(try await open(token).cards.count == 4)
    #expect(try service.store.read { try $0.vault(of: 1, in: vault.day) } == nil)
  }

  @Test("comes a day later for a report generated after midnight, whose vault has moved")
  func nextDay() async throws {
    let token = try await service.register()
    let query = try await service.apply(token).query
    #expect(try service.vault(of: query).day == TestService.start.day.adding(7))
    service.clock.advance(.hours(15))
    try await service.engine.drain()
    #expect(try service.vault(of: query).day == TestService.start.day.adding(8))
    service.clock.set(TestService.start.day.adding(8).start)
    try await service.engine.drain()
    #expect(try await open(token).complete)
    service.clock.set(TestService.start.day.adding(9).start)
    #expect(await fault { try await open(token) } == "report_expired")
  }
}
