import Domain
import Foundation
import RolloutControl
import Store
import TestFixtures
import Testing
import Text

@testable import QueryEngine

@Suite("A bank that a rollout adds")
struct AddedBankTests {
  private let service: TestService
  private let token: String
  private static let code = BankCode("gxnx")
  private static let bank = Bank(
    code: code, name: Bilingual(zh: "广西农信", en: "Guangxi Rural Credit"), legalName: "广西农信", tier: .regional)

  init() async throws {
    service = try TestService()
    token = try await service.register()
  }

  /// Onboards the bank, as `endpoint` does, and adds and connects it in a console of its own.
  private func join() throws {
    try service.store.write { try $0.setEndpoint("http://127.0.0.1:9/gxnx", of: Self.code) }
    try service.commit(.addBank(Self.bank), .connect([Self.code], .everywhere))
  }

  private func offered() async throws -> Bool? {
    try await service.desk.banks(token, channel: .app).banks.first { $0.bank == Self.code }.map { $0.reason == nil }
  }

  @Test("is offered, asked and reported like any other, under the name it has then")
  func whole() async throws {
    try join()
    #expect(try await offered() == true)
    try await service.apply(token, .named([.abc, Self.code]))
    try await service.engine.drain()
    let report = try await service.desk.report(token, query: nil, password: "482913")
    #expect(report.complete && report.summary.map(\.bank) == [.abc, Self.code])
    try service.commit(.renameBank(Self.code, Bilingual(zh: "桂农信", en: "Gui Rural Credit")))
    #expect(try service.store.runningCatalogue().bank(Self.code)?.name.zh == "桂农信")
  }

  @Test("is one of all banks from the commit on, also for an engine that ran before it")
  func running() async throws {
    let engine = QueryEngine(try service.another())
    #expect(try await offered() == nil)
    #expect(await reasons { try await service.desk.apply(token, .with(.named([Self.code]))) } == ["bank_not_connected"])
    try await engine.drain()
    try join()
    let query = try await service.apply(token, .all)
    #expect(query.banks.map(\.bank).last == Self.code)
    try await engine.drain()
    #expect(service.banks.requests(.ask, Self.code).count == 1)
    #expect(try await service.desk.status(token).state == .reported)
  }

  @Test("is hidden again by a rollback, and never once admitted afterwards; what was asked of it ends as withdrawn")
  func rolledBack() async throws {
    let other = CardholderDesk(try service.another(), requester: TestService.requester)
    try join()
    service.banks.set(Self.code, .accepts(retryAfter: .hours(1)))
    try await service.apply(token, .named([.abc, Self.code]))
    try await service.engine.drain()
    let session = try OperatorSession(store: service.store, author: "li")
    try session.rollback(to: 1)
    _ = try session.commit(CommitTerms())
    let second = try await service.register(.li)
    for desk in [service.desk, other] {
      #expect(try await desk.banks(second, channel: .app).banks.all { $0.bank != Self.code })
      #expect(await reasons { try await desk.apply(second, .with(.named([Self.code]))) } == ["bank_not_connected"])
    }
    let query = try await service.apply(second, .all, .li, at: other)
    #expect(!query.banks.map(\.bank).contains(Self.code))
    service.clock.advance(.hours(1))
    try await service.engine.drain()
    let banks = try await service.desk.status(token).banks.map { "\($0.bank) \($0.state.rawValue)" }
    #expect(banks == ["abc answered", "gxnx withdrawn"])
  }

  @Test("counts what is refused in its name from the commit on, and under nobody before and after")
  func refusals() async throws {
    let refusals = service.engine.refusals
    refusals.count("bad_signature", bank: Self.code)
    try await service.engine.drain()
    try join()
    refusals.count("bad_signature", bank: Self.code)
    try await service.engine.drain()
    try service.commit(.disconnect([Self.code]), .removeBank(Self.code))
    refusals.count("bad_signature", bank: Self.code)
    try await service.engine.drain()
    service.clock.advance(.minutes(1))
    #expect(try service.health(of: Self.code).refused == [.init(code: "bad_signature", count: 1)])
    #expect(try service.health(of: Transaction.nobody).refused == [.init(code: "bad_signature", count: 2)])
  }

  @Test("is forgotten with its counts two days after it is gone")
  func forgotten() async throws {
    try join()
    try await service.apply(token, .named([Self.code]))
    try await service.engine.drain()
    try service.commit(.disconnect([Self.code]), .removeBank(Self.code))
    service.clock.advance(.minutes(1))
    #expect(try !service.health(of: Self.code).isEmpty)
    service.clock.advance(.hours(50))
    #expect(try service.store.read { try $0.isHealthOld() })
    try await service.engine.drain()
    #expect(try !service.store.read { try $0.isHealthOld() })
  }
}
