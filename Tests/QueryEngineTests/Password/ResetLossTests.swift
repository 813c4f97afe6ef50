import Foundation
import TestFixtures
import Testing

@testable import QueryEngine

/// A reset takes only what the person has agreed to lose, as things stand at that moment.
@Suite("A reset of the payment password")
struct ResetLossTests {
  private let service: TestService
  private let token: String

  init() async throws {
    service = try TestService()
    token = try await service.register()
  }

  private func reset(
    _ code: String?, endingQuery: Bool = false, closingReport: Bool = false
  ) async throws -> Bool {
    try await service.desk.resetPassword(
      token, new: "730516", code: code, face: .given, endingQuery: endingQuery, closingReport: closingReport)
  }

  private func code(endingQuery: Bool = false, closingReport: Bool = false) async throws -> String {
    try await service.code(to: Resident.zhang.phoneNumber()) {
      try await reset(nil, endingQuery: endingQuery, closingReport: closingReport)
    }
  }

  private func open(_ password: String) async throws -> OpenedReport {
    try await service.desk.report(token, query: nil, password: password)
  }

  @Test("closes no report that nobody gave up, sends no code for it, and says what would be lost")
  func report() async throws {
    let query = try await service.apply(token).query
    try await service.engine.drain()
    let sent = service.gateway.tries
    let refused = await cardholderFault { try await reset(nil) }
    let (start, day) = (TestService.start, TestService.start.day)
    #expect(
      refused
        == .reportWouldClose(query: query, expiresAt: day.adding(8).start, nextAt: start.adding(.days(7))))
    #expect(refused?.code == "report_would_close" && service.gateway.tries == sent)
    #expect(refused?.message.en.contains("2022-06-16 10:00") == true)
    #expect(await fault { try await reset(nil, endingQuery: true) } == "report_would_close")
    #expect(try await open("482913").complete)
  }

  @Test("that may end a query closes no report that it has become meanwhile; the code stays good")
  func becameReport() async throws {
    try await service.apply(token)
    let code = try await code(endingQuery: true)
    try await service.engine.drain()
    #expect(await fault { try await reset(code, endingQuery: true) } == "report_would_close")
    #expect(try await open("482913").complete)
    #expect(try await reset(code, endingQuery: true, closingReport: true))
    #expect(await fault { try await open("730516") } == "report_closed")
  }

  @Test("that gives a report up ends no query")
  func query() async throws {
    try await service.apply(token)
    #expect(await fault { try await reset(nil, closingReport: true) } == "query_in_progress")
  }

  @Test("names no day to wait for where the person can apply again already")
  func waited() async throws {
    let query = try await service.apply(token).query
    try await service.engine.drain()
    service.clock.advance(.days(7))
    let refused = await cardholderFault { try await reset(nil) }
    #expect(
      refused == .reportWouldClose(query: query, expiresAt: TestService.start.day.adding(8).start, nextAt: nil))
  }

  @Test("loses nothing where a report is over, or closed by an earlier one")
  func nothing() async throws {
    try await service.apply(token)
    try await service.engine.drain()
    service.clock.advance(.minutes(1))
    let first = try await code(closingReport: true)
    #expect(try await reset(first, closingReport: true))
    service.clock.advance(.minutes(1))
    let again = try await service.code(to: Resident.zhang.phoneNumber()) {
      try await service.desk.resetPassword(token, new: "840275", code: nil, face: .given)
    }
    #expect(try await service.desk.resetPassword(token, new: "840275", code: again, face: .given))
    service.clock.advance(.days(9))
    try await service.engine.drain()
    _ = try await code()
  }

  @Test("starts no other waiting time than the report did")
  func waiting() async throws {
    try await service.apply(token)
    try await service.engine.drain()
    let code = try await code(closingReport: true)
    #expect(try await reset(code, closingReport: true))
    #expect(await reasons { try await service.desk.apply(token, .with(.named([.abc]))) } == ["too_early"])
    service.clock.advance(.days(7))
    try await service.apply(token)
  }
}
