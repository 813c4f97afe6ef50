import Domain
import Foundation
import Store
import TestFixtures
import Testing

@testable import QueryEngine

@Suite("The length of a queue")
struct QueueCountTests {
  private let service: TestService
  private let crowdSize = 6

  init() throws { service = try TestService { ($0.batchSize, $0.requestsPerBank) = (1, 1) } }

  private func take() async throws -> [Int] {
    let parts = service.parts
    let taken = try await service.store.submit { transaction in
      var taker = try WorkTaker(parts: parts, transaction: transaction)
      try taker.take()
      return taker.taken
    }
    parts.inHand.add(taken)
    return taken.map(\.place.query)
  }

  /// The length of the bank's queue, and the number of queries with something in a queue.
  private func counts() throws -> [Int] {
    try service.store.readGate { transaction, gate in
      [try transaction.queues(gate).first { $0.bank == .boc }?.waiting ?? 0, try transaction.waitingQueries().count]
    }
  }

  private func aside() throws -> Int {
    try service.store.read { try $0.waiting(at: .boc, fetchesOnly: false, limit: 100) }.count
  }

  @Test("and everybody's place stay exact while some are in hand, some put aside, and some not looked at yet")
  func exact() async throws {
    let crowd = try await service.crowd(crowdSize)
    for (person, token) in crowd { try await service.apply(token, .named([.boc]), person) }
    func places() async throws -> [Int?] {
      var places: [Int?] = []
      for (_, token) in crowd { places.append(try await service.desk.status(token).queue?.place) }
      return places
    }
    #expect(try await places() == [1, 2, 3, 4, 5, 6])
    #expect(try counts() == [6, 6])
    #expect(try await take() == [1])
    for step in 0..<crowdSize {
      #expect(try await places() == [nil, 1, 2, 3, 4, 5], "\(step) put aside")
      #expect(try counts() == [5, 5] && aside() == min(step, 5))
      service.clock.advance(QueueGauge.pause)
      let reading = try #require(try QueueGauge().reading(of: service.store)?.queues[.boc])
      #expect(reading.waiting == 5 && reading.oldest == TestService.start)
      #expect(try await take() == [])
    }
    try await service.engine.drain()
    #expect(try counts() == [0, 0])
    for (_, token) in crowd { #expect(try await service.desk.status(token).state == .reported) }
  }

  @Test("counts what waits for a bank that has no address yet")
  func withoutEndpoint() async throws {
    let bank = BankCode("hxb")
    try service.commit(.connect([bank], .everywhere))
    for (person, token) in try await service.crowd(3) { try await service.apply(token, .named([bank]), person) }
    func waiting() throws -> Int {
      try service.store.readGate { try $0.queues($1) }.first { $0.bank == bank }?.waiting ?? 0
    }
    #expect(try waiting() == 3)
    try await service.engine.drain()
    // It is looked at again after its pause, as before.
    service.clock.advance(EnquiryMachine.heldPause)
    #expect(try waiting() == 3)
  }
}
