import BankLink
import Foundation
import TestFixtures
import Testing

@testable import QueryEngine

@Suite("The deadline")
struct DeadlineTests {
  private let service: TestService
  private let token: String
  private let due = TestService.start.adding(.hours(24))

  init() async throws {
    service = try TestService()
    token = try await service.register()
    service.banks.set(.boc, .fails(.timedOut))
  }

  @Test("ends a query as a report that names who timed out, with no count")
  func timedOut() async throws {
    try await service.apply(token)
    try await service.work(until: due, by: .hours(1))
    let report = try await service.desk.report(token, query: nil, password: "482913")
    #expect(!report.complete && report.generatedAt == due)
    #expect(report.summary[1] == .init(bank: .boc, outcome: .timedOut, debit: nil, credit: nil))
    #expect(report.summary[0].debit == 4)
  }

  @Test("ends a query that no bank answered as failed")
  func failed() async throws {
    try await service.apply(token, .named([.boc]))
    try await service.work(until: due.adding(.milliseconds(-1)), by: .hours(4))
    #expect(try await service.desk.status(token).state == .collecting)
    service.clock.set(due)
    try await service.engine.drain()
    let status = try await service.desk.status(token)
    #expect(status.state == .failed && status.reason == "no_bank_answered")
    #expect(status.banks.map(\.state) == [.timedOut] && status.banks.map(\.code) == ["bank_timed_out"])
    #expect(service.gateway.messages(to: try Resident.zhang.phoneNumber()).last == MessageText.queryFailed)
    #expect(try service.vault(of: status.query).items.isEmpty)
  }

  @Test("counts whenever somebody looks, no engine being up")
  func nobodyUp() async throws {
    try await service.apply(token)
    try await service.engine.drain()
    service.clock.set(due.adding(.hours(5)))
    let status = try await service.desk.status(token)
    #expect(status.state == .reported && status.generatedAt == due)
    #expect(try await service.desk.report(token, query: nil, password: "482913").expiresAt == due.day.adding(8).start)
  }

  @Test("passed so long ago that the report's days are over leaves nothing to open")
  func longAgo() async throws {
    try await service.apply(token)
    try await service.engine.drain()
    service.clock.set(due.day.adding(8).start)
    #expect(await fault { try await service.desk.report(token, query: nil, password: "482913") } == "report_expired")
    let query = try await service.desk.status(token)
    #expect(query.state == .expired && query.generatedAt == due)
    try await service.engine.drain()
    #expect(try service.store.read { try $0.endedVaults() }.isEmpty)
  }

  @Test("ends in time what was never asked, no engine having been up")
  func neverAsked() async throws {
    try await service.apply(token)
    service.clock.set(due)
    try await service.engine.drain()
    #expect(try await service.desk.status(token).state == .failed)
    #expect(service.banks.requests.isEmpty)
  }
}
