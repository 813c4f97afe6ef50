import BankLink
import Domain
import Foundation
import Store
import Testing

@testable import QueryEngine

@Suite("Health is counted")
struct CountingTests {
  private let service: TestService
  private let token: String

  init() async throws {
    service = try TestService()
    token = try await service.register()
  }

  private func health(_ bank: BankCode = .boc) throws -> BankHealth {
    service.clock.advance(.minutes(1))
    return try service.health(of: bank)
  }

  @Test("from the first asking to the answer, however often it was asked")
  func latency() async throws {
    service.banks.set(.boc, .fails(.timedOut), .fails(.unreachable), .answers)
    try await service.apply(token, .named([.boc]))
    try await service.engine.drain()
    try await service.work(until: service.clock.now.adding(.seconds(20)), by: .milliseconds(100))
    let health = try health()
    #expect(health.asked == 1 && health.latencies.total == 1)
    let bucket = try #require(health.latencies.counts.firstIndex(of: 1))
    #expect((LatencyHistogram.bucket(of: .seconds(6))...LatencyHistogram.bucket(of: .seconds(9))).contains(bucket))
    #expect(health.failures.map(\.code) == ["bank_timed_out", "bank_unreachable"])
  }

  private static let mishaps: [(ScriptedBanks.Conduct, String)] = [
    (.fails(.garbage(code: "not_json")), "not_json"), (.fails(.refused(status: 403, code: nil)), "bank_refused"),
    (.fails(.throttled(retryAfter: .hours(1))), "bank_throttled"),
    (.replies(.malformed(code: "unsealed_answer")), "unsealed_answer"),
    (.makes { _, _ in BankReplies(items: []) }, "no_reply"),
  ]

  @Test("with failures by their code", arguments: mishaps)
  func failures(conduct: ScriptedBanks.Conduct, code: String) async throws {
    service.banks.set(.boc, conduct)
    try await service.apply(token)
    try await service.engine.drain()
    #expect(try health().failures == [.init(code: code, count: 1)])
    #expect(try health(.abc).failures.isEmpty)
  }

  @Test("once for an exchange, however many people it was about")
  func once() async throws {
    let other = try await service.register(.li)
    service.banks.set(.boc, .fails(.timedOut))
    try await service.apply(token, .named([.boc]))
    try await service.apply(other, .named([.boc]), .li)
    try await service.engine.drain()
    let health = try health()
    #expect(health.asked == 2 && health.failures == [.init(code: "bank_timed_out", count: 1)])
  }

  @Test("with a refusal by the bank as an answer")
  func declined() async throws {
    service.banks.set(.boc, .replies(.declined(.unspecified)))
    try await service.apply(token)
    try await service.engine.drain()
    let health = try health()
    #expect(health.latencies.prompt == 1 && health.failures.isEmpty)
  }

  @Test("with a time-out where the deadline comes first, and none where the bank was never asked")
  func deadline() async throws {
    try service.commit(.connect([.icbc], .everywhere))
    try service.store.write { try $0.setEndpoint("http://127.0.0.1:9/icbc", of: .icbc) }
    service.banks.set(.boc, .accepts(retryAfter: .days(2)))
    try await service.apply(token, .named([.abc, .boc, .icbc]))
    try service.commit(.suspend([.icbc], reason: "x"))
    try await service.engine.drain()
    service.clock.advance(.hours(24))
    try await service.engine.drain()
    #expect(try health().timeouts == 1)
    #expect(try health(.icbc).isEmpty)
  }

  @Test("by the engine once a second where it is refused before the store, under nobody where the bank is unknown")
  func tally() async throws {
    let refusals = service.engine.refusals
    for _ in 0..<1_000 { refusals.count("bad_signature", bank: .boc) }
    refusals.count("bad_digest", bank: BankCode("nobody"))
    refusals.count("bad_digest")
    try await refusals.write(to: service.store)
    refusals.count("bad_signature", bank: .boc)
    try await refusals.write(to: service.store)
    service.clock.advance(.minutes(1))
    #expect(try service.health(of: .boc).refused == [.init(code: "bad_signature", count: 1_000)])
    #expect(try service.health(of: Transaction.nobody).refused == [.init(code: "bad_digest", count: 2)])
    try await service.engine.drain()
    service.clock.advance(.minutes(1))
    #expect(try service.health(of: .boc).refused == [.init(code: "bad_signature", count: 1_001)])
  }

  @Test("for two days, and then forgotten by the engine")
  func forgotten() async throws {
    try await service.apply(token)
    try await service.engine.drain()
    service.clock.advance(.hours(50))
    try await service.engine.drain()
    #expect(try !service.store.read { try $0.isHealthOld() })
  }
}
