import BankLink
import Domain
import Store
import Synchronization
import TestFixtures
import Testing

@testable import QueryEngine

@Suite("A second look before sending")
struct SecondLookTests {
  private let service: TestService

  init() throws { service = try TestService { $0.requestsPerBank = 1 } }

  enum Change: CaseIterable, Sendable { case cancelled, suspended, disconnected, paused }

  private func cancel(_ number: Int) throws {
    let parts = service.parts
    try service.store.write { transaction in
      let query = try #require(try transaction.query(number: number))
      try QueryEnding(parts: parts, transaction: transaction).cancel(query)
    }
  }

  /// Makes a change while a query of three is being asked about.
  private func make(_ change: Change, asking number: Int) throws {
    switch change {
    case .cancelled: try cancel(number % 3 + 1)
    case .suspended: try service.commit(.suspend([.abc], reason: "x"))
    case .disconnected: try service.commit(.disconnect([.abc]))
    case .paused: try service.commit(.pauseService(reason: "x"))
    }
  }

  /// Accepts three queries that the bank refuses together, so that each is asked about by itself.
  private func refuseTogether() async throws {
    for (person, token) in try await service.crowd(3) { try await service.apply(token, .named([.abc, .boc]), person) }
    service.banks.set(.abc, .fails(.refused(status: 400, code: nil)), .answers)
    try await service.engine.drain()
    service.clock.advance(.minutes(5))
  }

  @Test(
    "sends nothing that was in hand when its query ended, or its bank or the service stopped",
    arguments: Change.allCases)
  func changed(change: Change) async throws {
    try await refuseTogether()
    let identifiers = try (1...3).map { try service.identifiers(of: $0)[0] }
    let faults = Mutex<[String]>([])
    let isChanged = Mutex(false)
    service.banks.meanwhile.withLock { meanwhile in
      meanwhile = { request in
        let isFirst = isChanged.withLock { isChanged in
          defer { isChanged = true }
          return !isChanged
        }
        guard isFirst, let place = identifiers.firstIndex(of: request.enquiries[0]) else { return }
        do { try make(change, asking: place + 1) } catch { faults.withLock { $0.append("\(error)") } }
      }
    }
    try await service.engine.drain()
    #expect(faults.withLock { $0 }.isEmpty)
    let asked = service.banks.requests(.ask, .abc).dropFirst().flatMap(\.enquiries)
    #expect(asked.count == (change == .cancelled ? 2 : 1) && Set(asked).count == asked.count)
  }

  @Test("is taken at what a round before has taken on, though the bank is looked at for others just now")
  func laterRound() async throws {
    let crowd = try await service.crowd(2)
    try await service.apply(crowd[0].token, .named([.abc]), crowd[0].person)
    let parts = service.parts
    parts.inHand.add(
      try await service.store.submit { transaction in
        var taker = try WorkTaker(parts: parts, transaction: transaction)
        try taker.take()
        return taker.taken
      })
    try cancel(1)
    try await service.apply(crowd[1].token, .named([.abc]), crowd[1].person)
    try await service.engine.drain()
    #expect(service.banks.requests(.ask, .abc).flatMap(\.enquiries) == (try service.identifiers(of: 2)))
  }

  @Test("leaves out what may not be sent, and goes on with those behind it at once", arguments: 1...3)
  func behind(cancelled: Int) async throws {
    for (person, token) in try await service.crowd(3) { try await service.apply(token, .named([.abc]), person) }
    let parts = service.parts
    parts.inHand.add(
      try await service.store.submit { transaction in
        var taker = try WorkTaker(parts: parts, transaction: transaction)
        try taker.take()
        return taker.taken
      }.map { HeldEnquiry($0, isAlone: true) })
    try cancel(cancelled)
    try await service.engine.drain()
    let asked = service.banks.requests(.ask, .abc).flatMap(\.enquiries)
    #expect(asked == (try [1, 2, 3].filter { $0 != cancelled }.flatMap { try service.identifiers(of: $0) }))
    #expect(parts.inHand.banks.isEmpty)
  }
}

extension HeldEnquiry {
  /// The same enquiry, to be asked by itself or not.
  fileprivate init(_ other: HeldEnquiry, isAlone: Bool) {
    self.init(
      held: other.held, position: other.position, isFetch: other.isFetch, isAlone: isAlone, since: other.since,
      claimedAt: other.claimedAt)
  }
}
