import Foundation
import RolloutControl
import TestFixtures
import Testing

@testable import QueryEngine

@Suite("Opening a report")
struct ReportTests {
  private let service: TestService
  private let token: String

  init() async throws {
    service = try TestService()
    token = try await service.register()
  }

  private func open(_ query: String? = nil, _ password: String = "482913") async throws -> OpenedReport {
    try await service.desk.report(token, query: query, password: password)
  }

  @Test("needs a report that is there")
  func notReady() async throws {
    #expect(await cardholderFault { try await open() } == .noQueryYet)
    let query = try await service.apply(token).query
    #expect(await cardholderFault { try await open() } == .reportNotReady(query: query, state: .accepted))
    service.banks.set(.boc, .accepts(retryAfter: .hours(1)))
    try await service.engine.drain()
    #expect(await cardholderFault { try await open(query) } == .reportNotReady(query: query, state: .collecting))
    _ = try await service.desk.cancel(token)
    #expect(await cardholderFault { try await open(query) } == .reportNotReady(query: query, state: .failed))
  }

  @Test("opens the person's own only, by its number or the latest")
  func own() async throws {
    let query = try await service.apply(token).query
    try await service.engine.drain()
    let other = try await service.register(.li)
    #expect(
      await cardholderFault { try await service.desk.report(other, query: query, password: "730516") } == .noSuchQuery)
    #expect(
      await cardholderFault { try await service.desk.report(other, query: nil, password: "730516") } == .noQueryYet)
    #expect(await cardholderFault { try await open("Q0000") } == .noSuchQuery)
    #expect(try await open(" \(query) ").query == query)
    #expect(try await open().query == query)
  }

  @Test("opens the latest report although a later query failed")
  func laterFailed() async throws {
    let query = try await service.apply(token).query
    try await service.engine.drain()
    service.clock.advance(.hours(7 * 24))
    try await service.apply(token)
    _ = try await service.desk.cancel(token)
    #expect(try await open().query == query)
  }

  @Test("does not count attempts where there is nothing to open")
  func notCounted() async throws {
    for _ in 0..<6 { #expect(await fault { try await open(nil, "000000") } == "no_such_query") }
    try await service.apply(token)
    for _ in 0..<6 { #expect(await fault { try await open(nil, "000000") } == "report_not_ready") }
    try await service.engine.drain()
    #expect(try await open().complete)
  }

  @Test("may be done again and again while its days last")
  func again() async throws {
    try await service.apply(token)
    try await service.engine.drain()
    let first = try await open()
    let second = try await open()
    #expect(first.cards == second.cards && first.summary == second.summary)
  }

  @Test("is listed in the history, newest first, with its times")
  func history() async throws {
    let first = try await service.apply(token)
    try await service.engine.drain()
    service.clock.advance(.hours(7 * 24))
    let second = try await service.apply(token)
    let history = try await service.desk.history(token)
    #expect(history.map(\.query) == [second.query, first.query])
    #expect(history.map(\.state) == [.accepted, .reported])
    #expect(history[1].generatedAt == first.acceptedAt && history[0].generatedAt == nil)
  }

  @Test("of nobody is the operators' business: they see counts only")
  func statistics() async throws {
    try await service.apply(token)
    try await service.engine.drain()
    _ = try await service.register(.li, region: .yunnan)
    _ = await fault { try await service.desk.apply(nil, .with(.all)) }
    let session = try OperatorSession(store: service.store, author: "wang")
    let statistics = try session.watch.statistics()
    #expect(statistics.persons == 2 && statistics.refusals == 1 && statistics.messagesWaiting == 0)
    #expect(statistics.personsByRegion.map { "\($0.region) \($0.count)" } == ["CN-SH 1", "CN-YN 1"])
    #expect(statistics.queriesByState.map(\.count) == [0, 0, 1, 0, 0])
  }

  @Test("cancelling needs a running query")
  func cancelNothing() async throws {
    #expect(await fault { try await service.desk.cancel(token) } == "no_such_query")
    try await service.apply(token)
    try await service.engine.drain()
    #expect(await fault { try await service.desk.cancel(token) } == "no_such_query")
    #expect(try await open().complete)
  }
}
