import BankLink
import Domain
import Foundation
import TestFixtures
import Testing

@testable import QueryEngine

@Suite("What a bank posts")
struct IntakeReceiptTests {
  private let service: TestService
  private let token: String
  private let enquiries: [BankCode: String]

  /// Both banks have accepted their enquiries for later.
  init() async throws {
    service = try TestService()
    token = try await service.register()
    for bank in [BankCode.abc, .boc] { service.banks.set(bank, .accepts(retryAfter: .hours(1))) }
    try await service.apply(token)
    try await service.engine.drain()
    let asked = service.banks.requests.map { ($0.bank, $0.enquiries[0]) }
    enquiries = Dictionary(asked) { first, _ in first }
  }

  private func post(
    _ items: [(enquiry: String, reply: BankReply)], from bank: BankCode = .boc, nonce: String? = nil
  ) async throws -> IntakeReceipt {
    let until = service.clock.now.adding(.minutes(5))
    return try await service.engine.take(BankReplies(items: items), from: bank, nonce: nonce, nonceUntil: until)
  }

  private func own() throws -> String { try #require(enquiries[.boc]) }
  private let no = BankReply.declined(.unspecified)
  private let other = BankReply.declined(.identityMismatch)

  @Test("and was taken is taken again, byte for byte, also when its query has ended; any other answer is not")
  func again() async throws {
    let answer = try answer()
    #expect(try await post([(own(), answer)]).taken == 1)
    #expect(try await post([(own(), answer)]).taken == 1)
    #expect(try await post([(own(), no)]).refused.map(\.code) == ["enquiry_closed"])
    _ = try await post([(#require(enquiries[.abc]), no)], from: .abc)
    #expect(try await service.desk.status(token).state == .reported)
    #expect(try await post([(own(), answer)]) == IntakeReceipt(taken: 1, refused: []))
    #expect(try await post([(own(), no)]).refused.map(\.code) == ["enquiry_closed"])
    #expect(try await post([(own(), answer)], from: .abc).refused.map(\.code) == ["unknown_enquiry"])
  }

  /// An answer of the bank.
  private func answer() throws -> BankReply {
    let bank = try #require(try service.banks.sandbox.bank(.boc))
    guard case .reply(let items, _, _) = bank.fetch([try own()], now: service.clock.now) else {
      return try #require(nil)
    }
    return try #require(items.first).reply
  }

  @Test("and was taken is forgotten a day after its deadline")
  func forgotten() async throws {
    _ = try await post([(own(), no)])
    service.clock.advance(.hours(47))
    #expect(try await post([(own(), no)]).taken == 1)
    service.clock.advance(.hours(2))
    #expect(try await post([(own(), no)]).taken == 0)
  }

  @Test("is taken or refused item by item, each with its code")
  func items() async throws {
    let (own, other) = (try own(), try #require(enquiries[.abc]))
    let receipt = try await post([("E-unknown", no), (other, no), (own, no), (own, no)])
    // The fourth reply repeats the third: an answer that was taken is accepted again, and changes nothing.
    #expect(receipt.taken == 2)
    #expect(receipt.refused.map(\.enquiry) == ["E-unknown", other])
    #expect(receipt.refused.map(\.code) == ["unknown_enquiry", "unknown_enquiry"])
    #expect(try await service.desk.status(token).banks.map(\.state) == [.acknowledged, .declined])
  }

  @Test("and is refused is counted in the bank's health")
  func counted() async throws {
    _ = try await post([("E-unknown", no), ("E-foreign", no), (own(), no), (own(), other)])
    service.clock.advance(.minutes(1))
    #expect(
      try service.health(of: .boc).refused == [
        .init(code: "unknown_enquiry", count: 2), .init(code: "enquiry_closed", count: 1),
      ])
  }

  @Test("after the deadline finds the enquiry closed, and the deadline counts as a time-out")
  func late() async throws {
    service.clock.advance(.hours(24))
    let receipt = try await post([(own(), no)])
    #expect(receipt == IntakeReceipt(taken: 0, refused: [.init(enquiry: try own(), code: "enquiry_closed")]))
    service.clock.advance(.minutes(1))
    #expect(try service.health(of: .boc).timeouts == 1)
  }

  @Test("when it is disconnected is discarded")
  func disconnected() async throws {
    try service.commit(.disconnect([.boc]))
    let receipt = try await post([(own(), no), ("E-unknown", no)])
    #expect(receipt.taken == 0 && receipt.refused.map(\.code) == ["enquiry_closed", "unknown_enquiry"])
  }

  @Test("again when it is disconnected is discarded, too, though it was taken before")
  func disconnectedAgain() async throws {
    let answer = try answer()
    #expect(try await post([(own(), answer)]).taken == 1)
    try service.commit(.disconnect([.boc]))
    #expect(try await post([(own(), answer)]).refused.map(\.code) == ["enquiry_closed"])
  }

  @Test("under the same nonce is taken once, and the second time nothing is written")
  func replayed() async throws {
    #expect(try await post([(own(), .accepted(retryAfter: nil))], nonce: "n1").taken == 1)
    #expect(await fault { try await post([(own(), no)], nonce: "n1") } == "replayed")
    #expect(try await service.desk.status(token).banks[1].state == .acknowledged)
    #expect(try await post([(own(), no)], nonce: "n2").taken == 1)
  }

  @Test("under another bank's nonce is taken all the same")
  func othersNonce() async throws {
    _ = try await post([("E", no)], from: .abc, nonce: "n1")
    #expect(try await post([(own(), no)], nonce: "n1").taken == 1)
  }
}
