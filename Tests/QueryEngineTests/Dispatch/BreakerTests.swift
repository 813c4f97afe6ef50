import BankLink
import Domain
import Foundation
import Store
import Synchronization
import Testing

@testable import QueryEngine

@Suite("A bank that is down")
struct BreakerTests {
  private let service: TestService

  init() throws { service = try TestService { $0.batchSize = 1 } }

  private func asked() -> Int { service.banks.requests(.ask, .boc).count }

  private func waitForBoc(_ people: Int) async throws -> [String] {
    let crowd = try await service.crowd(people)
    for (person, token) in crowd { try await service.apply(token, .named([.boc]), person) }
    return crowd.map(\.token)
  }

  @Test("is left alone, is tried by one enquiry after a pause, and is asked everything once it is back")
  func leftAlone() async throws {
    let tokens = try await waitForBoc(14)
    service.banks.set(.boc, .fails(.timedOut))
    try await service.engine.drain()
    let before = asked()
    #expect((5...8).contains(before))
    service.clock.advance(.seconds(5))
    try await service.engine.drain()
    #expect(asked() == before + 1)
    service.banks.set(.boc, .answers)
    try await service.work(until: service.clock.now.adding(.minutes(2)), by: .seconds(1))
    for token in tokens { #expect(try await service.desk.status(token).state == .reported) }
  }

  @Test("keeps its enquiries' places")
  func places() async throws {
    let tokens = try await waitForBoc(14)
    service.banks.set(.boc, .fails(.timedOut))
    try await service.engine.drain()
    service.banks.set(.boc, .answers)
    let waiting = try await service.desk.status(tokens[13])
    #expect(waiting.banks.map(\.state) == [.queued] && waiting.queue?.place == 14 - asked())
  }

  @Test("does not keep its enquiries from being withdrawn when it is disconnected")
  func disconnected() async throws {
    let tokens = try await waitForBoc(9)
    service.banks.set(.boc, .fails(.timedOut))
    try await service.engine.drain()
    try service.commit(.disconnect([.boc]))
    try await service.engine.drain()
    #expect(try await service.desk.status(tokens[8]).banks.map(\.state) == [.withdrawn])
  }

  @Test("is asked as much by another process, which learns for itself")
  func processes() async throws {
    _ = try await waitForBoc(14)
    service.banks.set(.boc, .fails(.timedOut))
    try await service.engine.drain()
    let before = asked()
    try await QueryEngine(service.another()).drain()
    #expect(asked() > before)
  }

  /// A port at which one bank never answers.
  private struct Stuck: BankPort {
    let inner: ScriptedBanks
    let bank: BankCode

    func ask(
      _ enquiries: [BankEnquiry], at endpoint: BankEndpoint, batch: String, callback: String?
    ) async throws(BankFailure) -> BankReplies {
      if endpoint.bank == bank {
        try? await Task.sleep(for: .seconds(3_600))
        throw .timedOut
      }
      return try await inner.ask(enquiries, at: endpoint, batch: batch, callback: callback)
    }

    func fetch(_ enquiries: [String], at endpoint: BankEndpoint) async throws(BankFailure) -> BankReplies {
      try await inner.fetch(enquiries, at: endpoint)
    }
  }

  @Test("that never answers delays no other, and being cut short does not count against it")
  func stuck() async throws {
    let crowd = try await service.crowd(3)
    for (person, token) in crowd { try await service.apply(token, .named([.boc, .abc, .ccb]), person) }
    var settings = service.parts.settings
    settings.poll = .milliseconds(1)
    let parts = EngineParts(
      store: service.store, agreement: "2022-06", banks: Stuck(inner: service.banks, bank: .boc),
      identity: service.checks, face: service.checks, gateway: service.gateway, random: service.random,
      passwords: service.parts.passwords, settings: settings)
    let service = service
    try await QueryEngine(parts).run(
      until: {
        try service.store.read { transaction in
          try (1...3).allSatisfy { query in
            try transaction.enquiries(of: query).filter { $0.machine.state == .answered }.count == 2
          }
        }
      }, abandoning: true)
    service.clock.advance(.minutes(1))
    let health = try service.health(of: .boc)
    #expect(health.asked > 0 && health.failures.isEmpty && parts.throttles[.boc].circuit == .closed(failures: 0))
  }
}
