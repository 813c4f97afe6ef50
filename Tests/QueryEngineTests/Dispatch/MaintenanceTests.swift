import Domain
import Foundation
import Store
import Testing

@testable import QueryEngine

@Suite("A bank in maintenance")
struct MaintenanceTests {
  private let service: TestService
  private let token: String

  init() async throws {
    service = try TestService()
    token = try await service.register()
  }

  private func plan(from: Span, to: Span) throws {
    let start = TestService.start
    _ = try service.store.write {
      try $0.insertMaintenance(of: .boc, from: start.adding(from), until: start.adding(to), author: "wang")
    }
  }

  @Test("is sent nothing; what it is to be asked waits until it is over")
  func waits() async throws {
    try plan(from: .hours(0), to: .hours(2))
    try await service.apply(token)
    try await service.engine.drain()
    service.clock.advance(QueueGauge.pause)
    let waiting = try await service.desk.status(token)
    #expect(waiting.banks.map(\.state) == [.answered, .queued])
    #expect(waiting.queue == QueuePlace(place: 1, estimatedAt: TestService.start.adding(.hours(2))))
    service.clock.set(TestService.start.adding(.hours(2)))
    try await service.engine.drain()
    #expect(try await service.desk.status(token).state == .reported)
  }

  @Test("is not fetched from, either, and what it posts is taken")
  func posts() async throws {
    service.banks.set(.boc, .accepts(retryAfter: .minutes(1)))
    try await service.apply(token)
    try await service.engine.drain()
    let enquiry = try #require(service.banks.requests(.ask, .boc).first?.enquiries[0])
    try plan(from: .minutes(1), to: .hours(2))
    service.clock.advance(.minutes(2))
    try await service.engine.drain()
    #expect(service.banks.requests(.fetch, .boc).isEmpty)
    let receipt = try await service.engine.take(.init(items: [(enquiry, .declined(.unspecified))]), from: .boc)
    #expect(receipt.taken == 1)
    #expect(try await service.desk.status(token).state == .reported)
  }

  @Test("is told of before the choice, from a day before it begins")
  func offered() async throws {
    try plan(from: .hours(30), to: .hours(31))
    func announced() async throws -> Moment? {
      try await service.desk.banks(token, channel: .app).banks.first { $0.bank == .boc }?.maintenance?.from
    }
    #expect(try await announced() == nil)
    service.clock.advance(.hours(6))
    #expect(try await announced() == TestService.start.adding(.hours(30)))
  }
}
