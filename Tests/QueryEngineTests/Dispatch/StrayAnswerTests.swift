import BankLink
import BankSandbox
import Foundation
import Sealing
import Synchronization
import TestFixtures
import Testing

@testable import QueryEngine

@Suite("An answer that comes twice, late, or for somebody else")
struct StrayAnswerTests {
  private let service: TestService
  private let token: String

  init() async throws {
    service = try TestService()
    token = try await service.register()
  }

  private func report() async throws -> OpenedReport {
    try await service.desk.report(token, query: nil, password: "482913")
  }

  /// A bank's answers, kept for a test to send again.
  private final class Kept: Sendable {
    private let replies = Mutex<BankReplies?>(nil)
    func keep(_ replies: BankReplies) -> BankReplies {
      self.replies.withLock { $0 = replies }
      return replies
    }
    func get() throws -> BankReplies { try #require(replies.withLock { $0 }) }
  }

  @Test("twice in one reply counts once")
  func twice() async throws {
    service.banks.set(.abc, .makes { _, replies in BankReplies(items: replies.items + replies.items) })
    try await service.apply(token)
    try await service.engine.drain()
    #expect(try await report().cards.count == 5)
    #expect(service.gateway.sentCount == 3)
  }

  @Test("again by callback counts once, before and after the report")
  func again() async throws {
    let kept = Kept()
    service.banks.set(.abc, .makes { _, replies in kept.keep(replies) })
    service.banks.set(.boc, .accepts(retryAfter: .seconds(5)), .answers)
    try await service.apply(token)
    try await service.engine.drain()
    try await service.engine.take(kept.get(), from: .abc)
    let before = try await service.vault(of: service.desk.status(token).query).items
    try await service.engine.take(kept.get(), from: .abc)
    service.clock.advance(.seconds(5))
    try await service.engine.drain()
    try await service.engine.take(kept.get(), from: .abc)
    let after = try await service.vault(of: service.desk.status(token).query).items
    #expect(after.filter { $0.position == 0 }.map(\.sealed) == before.filter { $0.position == 0 }.map(\.sealed))
    #expect(try await report().cards.count == 5)
    #expect(service.gateway.sentCount == 3)
  }

  @Test("posted to the callback is as good as fetched")
  func callback() async throws {
    let kept = Kept()
    service.banks.set(
      .boc,
      .makes { ids, replies in
        _ = kept.keep(replies)
        return BankReplies(items: ids.map { ($0, .accepted(retryAfter: .hours(1))) })
      })
    try await service.apply(token)
    try await service.engine.drain()
    try await service.engine.take(kept.get(), from: .boc)
    #expect(try await service.desk.status(token).state == .reported)
    #expect(service.banks.requests(.fetch, .boc).isEmpty)
  }

  @Test("from another bank than the one asked is discarded")
  func otherBank() async throws {
    let kept = Kept()
    service.banks.set(
      .boc,
      .makes { ids, replies in
        _ = kept.keep(replies)
        return BankReplies(items: ids.map { ($0, .accepted(retryAfter: .hours(1))) })
      })
    try await service.apply(token)
    try await service.engine.drain()
    try await service.engine.take(kept.get(), from: .cmb)
    #expect(try await service.desk.status(token).banks.map(\.state) == [.answered, .acknowledged])
  }

  @Test("for an enquiry that nobody made is discarded, and the one asked is asked again")
  func foreign() async throws {
    service.banks.set(
      .boc,
      .makes { _, replies in
        BankReplies(items: replies.items.map { ("E-unknown", $0.reply) })
      }, .answers)
    try await service.apply(token)
    try await service.engine.drain()
    #expect(try await service.desk.status(token).banks[1].code == "no_reply")
    service.clock.advance(.seconds(10))
    try await service.engine.drain()
    #expect(try await report().complete)
  }

  @Test("after the deadline changes nothing")
  func late() async throws {
    let kept = Kept()
    service.banks.set(
      .boc,
      .makes { ids, replies in
        _ = kept.keep(replies)
        return BankReplies(items: ids.map { ($0, .accepted(retryAfter: .days(3))) })
      })
    try await service.apply(token)
    try await service.engine.drain()
    service.clock.advance(.hours(24))
    try await service.engine.take(kept.get(), from: .boc)
    try await service.engine.drain()
    try await service.engine.take(kept.get(), from: .boc)
    #expect(try await report().summary.map(\.outcome) == [.answered, .timedOut])
  }

  @Test("after the person cancelled is discarded, and nothing of it is kept")
  func cancelled() async throws {
    let kept = Kept()
    service.banks.set(
      .boc,
      .makes { ids, replies in
        _ = kept.keep(replies)
        return BankReplies(items: ids.map { ($0, .accepted(retryAfter: .hours(1))) })
      })
    try await service.apply(token)
    try await service.engine.drain()
    let cancelled = try await service.desk.cancel(token)
    #expect(cancelled.state == .failed && cancelled.reason == "cancelled")
    #expect(cancelled.banks.map(\.state) == [.answered, .withdrawn])
    try await service.engine.take(kept.get(), from: .boc)
    #expect(try service.vault(of: cancelled.query).items.isEmpty)
    #expect(try await service.desk.status(token) == cancelled)
    #expect(await fault { try await report() } == "report_not_ready")
  }

  private static let quirks: [(Quirk, String)] = [
    (.fullCardNumber, "a full card number"), (.otherBank, "another bank's"), (.badShape, "more than is asked"),
  ]

  @Test(
    "that shows itself only on opening appears as failed, with no count, and nothing of it is shown", arguments: quirks)
  func opening(quirk: Quirk, name: String) async throws {
    try #require(try service.banks.sandbox.bank(.abc)).quirk = quirk
    try await service.apply(token)
    try await service.engine.drain()
    let report = try await report()
    #expect(report.summary.map(\.outcome) == [.failed, .answered])
    #expect(report.summary[0] == .init(bank: .abc, outcome: .failed, debit: nil, credit: nil))
    #expect(!report.complete && report.cards.map(\.bank) == [.boc])
    #expect(!"\(report)".contains("0018"))
  }

  @Test(
    "shows in the bank's health, once however often the report is opened, and does not count as a failure on the way")
  func countedOnce() async throws {
    try #require(try service.banks.sandbox.bank(.abc)).quirk = .fullCardNumber
    try await service.apply(token)
    try await service.engine.drain()
    for _ in 0..<3 { #expect(try await report().summary[0].outcome == .failed) }
    service.clock.advance(.minutes(1))
    let health = try service.store.read { try $0.health(of: .abc)[.day] }
    #expect(health?.unreadable == [.init(code: "full_card_number", count: 1)] && health?.failures.isEmpty == true)
    #expect(try service.store.read { try $0.health(of: .boc)[.day] }?.unreadable.isEmpty == true)
  }

  @Test("that is longer than its cards take tells how many there are: it is not shown, and counts against the bank")
  func longer() async throws {
    let banks = service.banks
    banks.set(
      .abc,
      .makes { ids, _ in
        let asked = banks.enquiries.filter { ids.contains($0.identifier) }
        return BankReplies(
          items: asked.compactMap { enquiry in
            let binding = AnswerBinding(enquiry: enquiry.identifier, bank: .abc, consent: enquiry.consent.identifier)
            let text =
              #"{"cards":[],"bank":"abc","enquiry":"\#(enquiry.identifier)"}"# + String(repeating: " ", count: 1_024)
            guard let key = SealingPublicKey(rawRepresentation: enquiry.consent.publicKey),
              let sealed = try? AnswerSeal.seal(
                plaintext: Padding.answer.pad(Data(text.utf8)), binding: binding, to: key)
            else { return nil }
            return (enquiry.identifier, .answered(sealed))
          })
      })
    try await service.apply(token)
    try await service.engine.drain()
    #expect(try await report().summary.map(\.outcome) == [.failed, .answered])
    service.clock.advance(.minutes(1))
    let health = try service.store.read { try $0.health(of: .abc)[.day] }
    #expect(health?.unreadable == [.init(code: "unpadded_answer", count: 1)])
  }

  private static let unsealed: [(Quirk, String)] = [
    (.unsealed, "unsealed_answer"), (.unpadded, "unpadded_answer"), (.oversize, "answer_too_large"),
    (.body(Array("<html>".utf8)), "not_json"),
  ]

  @Test("that is no sealed answer fails on arrival", arguments: unsealed)
  func arrival(quirk: Quirk, code: String) async throws {
    try #require(try service.banks.sandbox.bank(.abc)).quirk = quirk
    try await service.apply(token)
    try await service.engine.drain()
    let bank = try await service.desk.status(token).banks[0]
    #expect(bank.state == .failed && bank.code == code)
    #expect(try await report().cards.map(\.bank) == [.boc])
  }

  @Test("of another query of the same person does not open")
  func replayed() async throws {
    let kept = Kept()
    service.banks.set(.abc, .makes { _, replies in kept.keep(replies) })
    try await service.apply(token, .named([.abc]))
    try await service.engine.drain()
    let old = try kept.get()
    service.banks.set(.abc, .makes { ids, _ in BankReplies(items: ids.map { ($0, old.items[0].reply) }) })
    service.clock.advance(.days(7))
    let phone = try Resident.zhang.phoneNumber()
    try await service.apply(token, .named([.abc]))
    try await service.engine.drain()
    #expect(try await report().summary == [.init(bank: .abc, outcome: .failed, debit: nil, credit: nil)])
    #expect(service.gateway.messages(to: phone).last == MessageText.reportReady)
  }
}
