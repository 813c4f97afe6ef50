import BankLink
import Domain
import Foundation
import Synchronization
import TestFixtures
import Testing

@testable import QueryEngine
@testable import Store

@Suite("Replies that come at the same time")
struct IntakeQueueTests {
  private let service: TestService

  init() throws { service = try TestService() }

  /// Lets people apply at all banks, and gives their sessions.
  private func apply(_ people: Range<Int>) async throws -> [String] {
    var tokens: [String] = []
    for number in people {
      let person = Resident.numbered(number)
      let token = try await service.register(person)
      try await service.apply(token, .all, person)
      tokens.append(token)
    }
    return tokens
  }

  /// An answer that the bank at a place of a query posts.
  private func delivery(
    _ number: Int, _ place: Int, _ text: String = "answer", nonce: String? = nil, isPosted: Bool = true
  ) throws -> Delivery {
    let bank = try #require(try service.store.read { try $0.query(number: number) }).banks[place]
    let answer = Data("\(number) \(place) \(text)".utf8)
    let sealed = Data(repeating: UInt8(number), count: 16) + Data(repeating: UInt8(place), count: 16) + answer
    return Delivery(
      bank: bank,
      content: .replies(BankReplies(items: [(try service.identifiers(of: number)[place], .answered(sealed))])),
      isPosted: isPosted, nonce: nonce.map { Delivery.Nonce(text: $0, until: nil) })
  }

  /// A clock whose sleepers wake when the test says so.
  private final class PausingClock: WallClock {
    private let clock: SettableClock
    private let isOpen = Mutex(false)
    private let sleeps = Mutex(0)

    init(_ clock: SettableClock) { self.clock = clock }

    var now: Moment { clock.now }
    var count: Int { sleeps.withLock { $0 } }
    func wake() { isOpen.withLock { $0 = true } }
    func sleep(until moment: Moment) async throws {
      sleeps.withLock { $0 += 1 }
      while isOpen.withLock({ !$0 }) { try await Task.sleep(for: .milliseconds(1)) }
    }
  }

  private func pausing() throws -> (parts: EngineParts, clock: PausingClock) {
    let clock = PausingClock(service.clock)
    let store = try Store.open(at: service.location, catalogue: service.store.registry, clock: clock)
    return (service.parts(with: store), clock)
  }

  private func wait(until isSo: () -> Bool) async throws {
    while !isSo() { try await Task.sleep(for: .milliseconds(1)) }
  }

  @Test("are waited for while other exchanges are on their way, and kept in one row", .timeLimit(.minutes(1)))
  func waited() async throws {
    _ = try await apply(0..<1)
    let (parts, clock) = try pausing()
    let deliveries = try [0, 1].map { try delivery(1, $0, isPosted: false) }
    parts.intake.expect()
    async let first = parts.intake.take(deliveries[0], into: parts)
    try await wait { clock.count == 1 }
    async let second = parts.intake.take(deliveries[1], into: parts)
    try await wait { parts.intake.count == 1 }
    parts.intake.came()
    clock.wake()
    #expect(try await (first.taken, second.taken) == (1, 1))
    #expect(try self.parts(of: 1) == 2 && positions(of: 1) == [0, 1])
  }

  @Test(
    "are not waited for where nothing is on its way, or a bank waits for the reply to its message",
    .timeLimit(.minutes(1)))
  func unwaited() async throws {
    _ = try await apply(0..<1)
    let (parts, clock) = try pausing()
    #expect(try await parts.intake.take(delivery(1, 0, isPosted: false), into: parts).taken == 1)
    parts.intake.expect()
    #expect(try await parts.intake.take(delivery(1, 1), into: parts).taken == 1)
    #expect(clock.count == 0)
  }

  @Test("are waited for no longer than a few pauses, however long an exchange takes", .timeLimit(.minutes(1)))
  func patience() async throws {
    _ = try await apply(0..<1)
    let (parts, clock) = try pausing()
    clock.wake()
    parts.intake.expect()
    #expect(try await parts.intake.take(delivery(1, 0, isPosted: false), into: parts).taken == 1)
    #expect(clock.count == 5)
  }

  @Test("are not waited for any longer once a bank that has posted a message waits among them", .timeLimit(.minutes(1)))
  func postedMeanwhile() async throws {
    _ = try await apply(0..<1)
    let (parts, clock) = try pausing()
    let (reply, message) = (try delivery(1, 0, isPosted: false), try delivery(1, 1))
    parts.intake.expect()
    async let first = parts.intake.take(reply, into: parts)
    try await wait { clock.count == 1 }
    async let second = parts.intake.take(message, into: parts)
    try await wait { parts.intake.count == 1 }
    clock.wake()
    #expect(try await (first.taken, second.taken) == (1, 1))
    #expect(clock.count == 1)
  }

  @Test("are not waited for any longer once they fill a commit", .timeLimit(.minutes(1)))
  func full() async throws {
    _ = try await apply(0..<1)
    let (parts, clock) = try pausing()
    let delivery = try delivery(1, 0, isPosted: false)
    parts.intake.expect()
    let taken = try await withThrowingTaskGroup(of: Int.self) { group in
      group.addTask { try await parts.intake.take(delivery, into: parts).taken }
      try await wait { clock.count == 1 }
      for _ in 1..<IntakeQueue.batch { group.addTask { try await parts.intake.take(delivery, into: parts).taken } }
      try await wait { parts.intake.count == IntakeQueue.batch - 1 }
      clock.wake()
      return try await group.reduce(0, +)
    }
    #expect(taken == 1 && clock.count == 1)
  }

  @Test("are not waited for once every exchange has come to an outcome, be it none", arguments: [true, false])
  func outcomes(replies: Bool) async throws {
    let token = try await service.register()
    try await service.apply(token, .named([.abc]))
    if !replies { service.banks.set(.abc, .fails(.timedOut)) }
    let (parts, clock) = try pausing()
    clock.wake()
    try await QueryEngine(parts).drain()
    #expect(service.banks.requests.count == 1 && clock.count == 0)
  }

  /// Takes deliveries in in one transaction.
  private func takeIn(_ deliveries: [Delivery]) async throws -> [Result<IntakeReceipt, IntakeFault>] {
    let parts = service.parts
    return try await service.store.submit { transaction in
      var intake = Intake(parts: parts, transaction: transaction)
      return try intake.take(deliveries)
    }
  }

  /// The number of rows that the vault has for a query, that of its key included.
  private func parts(of number: Int) throws -> Int {
    let day = try #require(try service.store.read { try $0.query(number: number) }).vaultDay
    return try service.store.database.snapshot { session in
      try session.first("select count(*) from vault_\(day.number) where item & \(1 << 44 - 1) = $1", .int(number)) {
        $0.int(0)
      }
    } ?? 0
  }

  private func positions(of number: Int) throws -> [Int]? {
    try service.store.read { transaction in
      let query = try #require(try transaction.query(number: number))
      return try transaction.vault(of: number, in: query.vaultDay)?.answers.map(\.position)
    }
  }

  private static let taken = Result<IntakeReceipt, IntakeFault>.success(IntakeReceipt(taken: 1, refused: []))

  @Test("are one row of each query's vault, whatever banks they are of")
  func oneRow() async throws {
    _ = try await apply(0..<2)
    let mixed = try [delivery(1, 2), delivery(2, 0), delivery(1, 0), delivery(1, 3)]
    #expect(try await takeIn(mixed) == Array(repeating: Self.taken, count: 4))
    #expect(try parts(of: 1) == 2 && parts(of: 2) == 2)
    #expect(try await takeIn([delivery(1, 1)]) == [Self.taken])
    #expect(try parts(of: 1) == 3)
    #expect(try positions(of: 1) == [0, 1, 2, 3] && positions(of: 2) == [0])
  }

  @Test("make a report together, if they are the last ones")
  func report() async throws {
    let tokens = try await apply(0..<1)
    _ = try await takeIn([delivery(1, 0), delivery(1, 4)])
    _ = try await takeIn([delivery(1, 1), delivery(1, 2), delivery(1, 3)])
    #expect(try await service.desk.status(tokens[0]).state == .reported)
    #expect(try parts(of: 1) == 3 && positions(of: 1) == Array(0..<5))
  }

  @Test("count once where they are the same, and of two to one enquiry the first")
  func twice() async throws {
    _ = try await apply(0..<1)
    let identifier = try service.identifiers(of: 1)[0]
    let other = BankReplies(items: [(identifier, .answered(Data(repeating: 99, count: 64)))])
    let first = try delivery(1, 0)
    let receipts = try await takeIn([
      first, first, Delivery(bank: first.bank, content: .replies(other), isPosted: true),
    ])
    let refused = IntakeReceipt(taken: 0, refused: [.init(enquiry: identifier, code: "enquiry_closed")])
    #expect(receipts == [Self.taken, Self.taken, .success(refused)])
    #expect(try parts(of: 1) == 2 && positions(of: 1) == [0])
  }

  @Test("are refused one by one where a message came before")
  func replayed() async throws {
    _ = try await apply(0..<1)
    let bank = try delivery(1, 0).bank
    let receipts = try await takeIn([
      delivery(1, 0, nonce: "n"),
      Delivery(
        bank: bank, content: .replies(BankReplies(items: [])), isPosted: true, nonce: .init(text: "n", until: nil)),
      delivery(1, 1, nonce: "n"),
    ])
    #expect(receipts == [Self.taken, .failure(.replayed), Self.taken])
    #expect(try positions(of: 1) == [0, 1])
  }

  @Test("keep no other from being taken in where one cannot be")
  func failing() async throws {
    _ = try await apply(0..<1)
    let lost = try #require(try service.store.read { try $0.query(number: 1) }).vaultDay
    service.clock.advance(.hours(20))
    let tokens = try await apply(1..<2)
    try service.store.write { try $0.dropVault(lost) }
    let deliveries = try [1, 2].flatMap { number in try (0..<5).map { try delivery(number, $0) } }
    let (parts, intake) = (service.parts, service.parts.intake)
    let outcomes = await withTaskGroup(of: (Int, Bool).self) { group in
      for (place, delivery) in deliveries.enumerated() {
        group.addTask { (place, (try? await intake.take(delivery, into: parts).taken) == 1) }
      }
      return await group.reduce(into: [Int: Bool]()) { $0[$1.0] = $1.1 }
    }
    #expect((0..<5).allSatisfy { outcomes[$0] == false } && (5..<10).allSatisfy { outcomes[$0] == true })
    #expect(try await service.desk.status(tokens[0]).state == .reported)
    #expect(try positions(of: 2) == Array(0..<5))
  }

  @Test("are all taken in, each once, however many there are")
  func many() async throws {
    let tokens = try await apply(0..<12)
    let deliveries = try (1...12).flatMap { number in try (0..<5).map { try delivery(number, $0) } }
    let (parts, intake) = (service.parts, service.parts.intake)
    let taken = try await withThrowingTaskGroup(of: Int.self) { group in
      // Each comes twice.
      for delivery in deliveries + deliveries {
        group.addTask { try await intake.take(delivery, into: parts).taken }
      }
      return try await group.reduce(0, +)
    }
    #expect(taken == 2 * deliveries.count)
    for (number, token) in zip(1..., tokens) {
      #expect(try await service.desk.status(token).state == .reported)
      #expect(try positions(of: number) == Array(0..<5))
      #expect(try (2...6).contains(self.parts(of: number)))
    }
    // A lone one is taken in afterwards as before: nobody is left who leads.
    #expect(try await intake.take(deliveries[0], into: parts).taken == 1)
  }
}
