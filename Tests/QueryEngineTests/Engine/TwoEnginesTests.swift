import Foundation
import TestFixtures
import Testing

@testable import QueryEngine

@Suite("Several engines on one database")
struct TwoEnginesTests {
  private let service: TestService

  init() throws { service = try TestService { $0.batchSize = 1 } }

  @Test("share the work, and everything counts once")
  func shared() async throws {
    let tokens = [try await service.register(), try await service.register(.li)]
    try await service.apply(tokens[0], .all)
    try await service.apply(tokens[1], .all, .li)
    let engines = [service.engine, QueryEngine(try service.another()), QueryEngine(try service.another())]
    try await withThrowingTaskGroup(of: Void.self) { group in
      for engine in engines { group.addTask { try await engine.drain() } }
      try await group.waitForAll()
    }
    try await service.engine.drain()
    for token in tokens { #expect(try await service.desk.status(token).state == .reported) }
    let asked = service.banks.requests.flatMap(\.enquiries)
    #expect(asked.count == 10 && Set(asked).count == 10)
    let ready = try [Resident.zhang, .li].map { person in
      service.gateway.messages(to: try person.phoneNumber()).count { $0 == MessageText.reportReady }
    }
    #expect(ready == [1, 1])
  }

  @Test("take over what another has taken on and not finished, after its lease and not before")
  func takenOver() async throws {
    let token = try await service.register()
    try await service.apply(token, .named([.abc]))
    let parts = service.parts
    let taken = try await service.store.submit { transaction in
      var taker = try WorkTaker(parts: parts, transaction: transaction)
      try taker.take()
      return taker.taken.map(\.place)
    }
    #expect(taken == [EnquiryPlace(query: 1, position: 0)])
    let other = QueryEngine(try service.another())
    try await other.drain()
    service.clock.advance(.milliseconds(parts.settings.lease.milliseconds - 1))
    try await other.drain()
    #expect(service.banks.requests.isEmpty)
    service.clock.advance(.milliseconds(1))
    try await other.drain()
    #expect(try await service.desk.status(token).state == .reported)
    #expect(try service.banks.requests[0].enquiries == service.identifiers(of: 1))
  }

  @Test("end a report's days once")
  func expiry() async throws {
    _ = try await service.reported()
    service.clock.set(TestService.start.day.adding(8).start)
    let engines = [service.engine, QueryEngine(try service.another())]
    try await withThrowingTaskGroup(of: Void.self) { group in
      for engine in engines { group.addTask { try await engine.drain() } }
      try await group.waitForAll()
    }
    try await service.engine.drain()
    #expect(try service.store.read { try $0.endedVaults() }.isEmpty)
  }
}
