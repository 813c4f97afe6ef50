import BankLink
import Domain
import Foundation
import Store
import TestFixtures
import Testing

@testable import QueryEngine

@Suite("What cannot be asked soon is put aside")
struct PutAsideTests {
  private let service: TestService
  private static let bank = BankCode("hxb")

  init() throws {
    service = try TestService()
    try service.commit(.connect([Self.bank], .everywhere))
  }

  enum Obstacle: CaseIterable, Sendable {
    case slow, down, suspended, maintenance, withoutEndpoint
  }

  private func block(_ obstacle: Obstacle) throws {
    switch obstacle {
    case .slow: try note(.throttled(retryAfter: .minutes(10)))
    case .down: for _ in 0..<BankThrottle.failuresToOpen { try note(.nothing(retryAfter: nil)) }
    case .suspended: try service.commit(.suspend([Self.bank], reason: "x"))
    case .maintenance:
      let now = service.clock.now
      _ = try service.store.write {
        try $0.insertMaintenance(of: Self.bank, from: now, until: now.adding(.minutes(10)), author: "wang")
      }
    case .withoutEndpoint: break
    }
  }

  private func unblock(_ obstacle: Obstacle) throws {
    switch obstacle {
    case .slow, .maintenance: service.clock.advance(.minutes(10))
    case .down: service.clock.advance(.seconds(5))
    case .suspended: try service.commit(.resume([Self.bank]))
    case .withoutEndpoint: try setEndpoint()
    }
  }

  private func setEndpoint() throws {
    try service.store.write { try $0.setEndpoint("http://127.0.0.1:9/hxb", of: Self.bank) }
  }

  /// Lets an exchange with the bank come to an outcome.
  private func note(_ outcome: BankThrottle.Outcome) throws {
    let (throttles, now) = (service.parts.throttles, service.clock.now)
    let pass = try #require(throttles.enter(Self.bank, at: now, most: 4))
    throttles.note(outcome, of: Self.bank, pass, at: now, jitter: 0, most: 4)
    throttles.leave(Self.bank, pass, at: now)
  }

  private func apply(
    _ people: Int, _ banks: [BankCode] = [PutAsideTests.bank, .abc], first: Int = 0
  ) async throws -> [String] {
    var tokens: [String] = []
    for number in first..<first + people {
      let person = Resident.numbered(number)
      let token = try await service.register(person)
      try await service.apply(token, .named(banks), person)
      tokens.append(token)
    }
    return tokens
  }

  /// The queries in the bank's line, in order.
  private func waiting(at bank: BankCode = PutAsideTests.bank) throws -> [Int] {
    try service.store.read { try $0.waiting(at: bank, fetchesOnly: false, limit: 100) }.map(\.query)
  }

  private func work(_ number: Int) throws -> WorkRecord? {
    try service.store.read { transaction in
      try transaction.query(number: number).flatMap { try transaction.work(of: $0) }
    }
  }

  /// What the bank knows queries' enquiries by.
  private func identifiers(_ queries: [Int]) throws -> [String] {
    try queries.map { number in
      let place = try service.store.read { try $0.query(number: number)?.banks.firstIndex(of: Self.bank) }
      return try service.identifiers(of: number)[try #require(place)]
    }
  }

  /// Takes work on without sending anything; `isHeld` says whether it stays in this process's hand.
  private func take(isHeld: Bool = false) async throws -> (taken: [HeldEnquiry], looked: Int) {
    let parts = service.parts
    let found = try await service.store.submit { transaction in
      var taker = try WorkTaker(parts: parts, transaction: transaction)
      try taker.take()
      return (taken: taker.taken, looked: taker.looked)
    }
    if isHeld { parts.inHand.add(found.taken) }
    return found
  }

  // MARK: Why

  @Test(
    "at a bank that is slow, down, suspended, in maintenance or without an endpoint, and is asked in order once it is back",
    arguments: Obstacle.allCases)
  func aside(obstacle: Obstacle) async throws {
    if obstacle != .withoutEndpoint { try setEndpoint() }
    let tokens = try await apply(3)
    try block(obstacle)
    try await service.engine.drain()
    #expect(try waiting() == [1, 2, 3] && waiting(at: .abc).isEmpty)
    #expect(service.banks.requests(.ask, Self.bank).isEmpty && service.parts.inHand.banks.isEmpty)
    for (number, token) in zip(1..., tokens) {
      let work = try #require(try work(number))
      #expect(work.nextAt == nil, "the query is looked at for nothing")
      let banks = try await service.desk.status(token).banks
      #expect(banks.first { $0.bank == Self.bank }?.state == .queued)
      #expect(banks.first { $0.bank == .abc }?.state == .answered)
    }
    try unblock(obstacle)
    try await service.work(until: service.clock.now.adding(.minutes(1)), by: .seconds(1))
    for token in tokens { #expect(try await service.desk.status(token).state == .reported) }
    #expect(try service.banks.requests(.ask, Self.bank).flatMap(\.enquiries) == identifiers([1, 2, 3]))
    #expect(try waiting().isEmpty)
  }

  @Test("at a bank whose limit is reached, while another bank of the query is asked")
  func limit() async throws {
    let service = try TestService { ($0.batchSize, $0.requestsPerBank) = (1, 1) }
    let crowd = try await service.crowd(3)
    for (person, token) in crowd[0...1] { try await service.apply(token, .named([.abc]), person) }
    try await service.apply(crowd[2].token, .named([.abc, .boc]), crowd[2].person)
    func take() async throws -> [[Int]] {
      let parts = service.parts
      let taken = try await service.store.submit { transaction in
        var taker = try WorkTaker(parts: parts, transaction: transaction)
        try taker.take()
        return taker.taken
      }
      parts.inHand.add(taken)
      return taken.map { [$0.place.query, $0.position] }
    }
    func waiting() throws -> [Int] {
      try service.store.read { try $0.waiting(at: .abc, fetchesOnly: false, limit: 9) }.map(\.query)
    }
    #expect(try await take() == [[1, 0]])
    #expect(try waiting().isEmpty)
    #expect(try await take() == [])
    #expect(try waiting() == [2])
    #expect(try await take() == [[3, 1]])
    #expect(try waiting() == [2, 3])
    try await service.engine.drain()
    for (_, token) in crowd { #expect(try await service.desk.status(token).state == .reported) }
    #expect(service.banks.requests(.ask, .abc).map(\.enquiries.count) == [1, 1, 1])
  }

  @Test("is nothing while every bank's limit is reached: queries wait as a whole")
  func whole() async throws {
    let service = try TestService { ($0.batchSize, $0.requestsPerBank) = (1, 1) }
    try service.commit(.disconnect([.boc, .ccb, .cmb, .cgb]))
    for (person, token) in try await service.crowd(3) { try await service.apply(token, .named([.abc]), person) }
    let parts = service.parts
    for taken in [[1], [], []] {
      let found = try await service.store.submit { transaction in
        var taker = try WorkTaker(parts: parts, transaction: transaction)
        try taker.take()
        return taker.taken
      }
      parts.inHand.add(found)
      #expect(found.map(\.place.query) == taken)
      #expect(try service.store.read { try $0.banksWaitedFor() }.isEmpty)
    }
    #expect(try service.store.read { try $0.dueWork(limit: 9) }.map(\.number) == [2, 3])
  }

  // MARK: The order

  @Test("is overtaken by nobody who comes later")
  func order() async throws {
    try setEndpoint()
    _ = try await apply(3)
    try block(.down)
    try await service.engine.drain()
    _ = try await apply(1, first: 3)
    try unblock(.down)
    let found = try await take()
    #expect(found.taken.filter { $0.bank == Self.bank }.map(\.place.query) == [1])
    #expect(try waiting() == [2, 3, 4])
  }

  @Test("to be asked keeps no answer from being fetched, where only that is allowed")
  func fetches() async throws {
    try setEndpoint()
    service.banks.set(Self.bank, .accepts(retryAfter: .seconds(60)), .answers)
    let tokens = try await apply(1)
    try await service.engine.drain()
    _ = try await apply(2, first: 1)
    try block(.suspended)
    service.clock.advance(.seconds(60))
    try await service.engine.drain()
    #expect(try service.banks.requests(.fetch, Self.bank).flatMap(\.enquiries) == identifiers([1]))
    #expect(try await service.desk.status(tokens[0]).state == .reported)
    #expect(try waiting() == [2, 3] && service.banks.requests(.ask, Self.bank).count == 1)
  }

  // MARK: In hand

  @Test("a query is taken on as a whole, by one worker, under one lease")
  func taken() async throws {
    try setEndpoint()
    let token = try await service.register()
    try await service.apply(token, .all)
    let count = try await service.desk.status(token).banks.count
    let found = try await take()
    #expect(found.looked == 1 && found.taken.map(\.position) == Array(0..<count))
    #expect(Set(found.taken.map { ObjectIdentifier($0.held) }).count == 1)
    let work = try #require(try work(1))
    #expect(work.owner == service.parts.workerName && work.enquiries.allSatisfy(\.isClaimed))
    #expect(work.nextAt == service.clock.now.adding(service.parts.settings.lease))
    #expect(try await service.desk.status(token).state == .collecting)
    let again = try await take()
    #expect(again.looked == 0 && again.taken.isEmpty)
  }

  @Test("and is what was in hand when its bank failed: it waits as it did before")
  func failed() async throws {
    try setEndpoint()
    let tokens = try await apply(2)
    let accepted = try #require(try work(1)).query.acceptedAt
    service.clock.advance(.seconds(3))
    #expect(try await take(isHeld: true).taken.count == 4)
    try block(.down)
    try await service.engine.drain()
    #expect(try waiting() == [1, 2] && service.parts.inHand.banks.isEmpty)
    let enquiry = try #require(try work(1)?.enquiries.first { $0.bank == Self.bank })
    #expect(enquiry.machine.state == .queued && enquiry.machine.nextAt == accepted)
    #expect(enquiry.isAside && !enquiry.isClaimed && enquiry.askedAt == nil)
    #expect(service.banks.requests(.ask, Self.bank).isEmpty)
    #expect(service.banks.requests(.ask, .abc).flatMap(\.enquiries).count == 2)
    try unblock(.down)
    try await service.work(until: service.clock.now.adding(.minutes(1)), by: .seconds(1))
    for token in tokens { #expect(try await service.desk.status(token).state == .reported) }
  }

  @Test("and is what was held for too long: it is asked in its turn, and once")
  func heldForTooLong() async throws {
    try setEndpoint()
    let tokens = try await apply(2)
    _ = try await take(isHeld: true)
    service.clock.advance(.milliseconds(WorkInHand.longestHold.milliseconds + 1))
    try await service.engine.drain()
    for token in tokens { #expect(try await service.desk.status(token).state == .reported) }
    #expect(try service.banks.requests(.ask, Self.bank).flatMap(\.enquiries) == identifiers([1, 2]))
    #expect(service.banks.requests(.ask, .abc).flatMap(\.enquiries).count == 2)
  }

  @Test("and is all that a worker has in hand when it stops")
  func stopped() async throws {
    try setEndpoint()
    _ = try await apply(2)
    _ = try await take(isHeld: true)
    try await Dispatcher(parts: service.parts).putAsideAll()
    #expect(try waiting() == [1, 2] && waiting(at: .abc) == [1, 2] && service.parts.inHand.banks.isEmpty)
    #expect(try work(1)?.owner == nil)
  }

  // MARK: Its end

  enum End: CaseIterable, Sendable { case cancelled, deadline, disconnected, altered }

  @Test("leaves its line when its query ends, however it does", arguments: End.allCases)
  func ends(end: End) async throws {
    try setEndpoint()
    let tokens = try await apply(2)
    try block(.suspended)
    try await service.engine.drain()
    switch end {
    case .cancelled: for token in tokens { _ = try await service.desk.cancel(token) }
    case .deadline: service.clock.advance(.hours(24))
    case .disconnected: try service.commit(.disconnect([Self.bank]))
    case .altered:
      try service.store.write { try $0.endAltered(1) }
      try service.store.write { try $0.endAltered(2) }
      try service.commit(.resume([Self.bank]))
    }
    try await service.engine.drain()
    #expect(try waiting().isEmpty)
    for token in tokens {
      let state = try await service.desk.status(token).state
      #expect(state == .failed || state == .reported)
    }
  }

  @Test("is nothing that another worker has taken over since the lease ran out: that one has it in hand")
  func takenOver() async throws {
    try setEndpoint()
    _ = try await apply(1)
    let late = try await take().taken
    service.clock.advance(service.parts.settings.lease)
    #expect(try await take().taken.map(\.place) == late.map(\.place))
    for enquiry in late {
      _ = try await service.parts.intake.take(
        Delivery(bank: enquiry.bank, content: .released, enquiries: [enquiry]), into: service.parts)
    }
    #expect(try waiting().isEmpty && waiting(at: .abc).isEmpty)
    #expect(try #require(try work(1)).enquiries.allSatisfy { $0.isClaimed && !$0.isAside })
  }

  @Test("stands in line once, though a worker whose lease was over gives it back as well")
  func givenBackLate() async throws {
    try setEndpoint()
    let tokens = try await apply(1)
    let taken = try await take().taken.filter { $0.bank == Self.bank }
    try block(.suspended)
    service.clock.advance(service.parts.settings.lease)
    try await service.engine.drain()
    #expect(try waiting() == [1])
    for content in [Delivery.Content.released, .failure(.forbidden(code: "bad_url"), isCounted: true)] {
      _ = try await service.parts.intake.take(
        Delivery(bank: Self.bank, content: content, enquiries: taken), into: service.parts)
    }
    #expect(try waiting() == [1])
    _ = try await service.desk.cancel(tokens[0])
    #expect(try waiting().isEmpty)
  }
}
