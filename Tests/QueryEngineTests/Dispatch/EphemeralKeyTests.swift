import BankLink
import Domain
import Foundation
import Sealing
import Synchronization
import Testing

@testable import QueryEngine

@Suite("An ephemeral key is good for one answer")
struct EphemeralKeyTests {
  private let service: TestService
  private let token: String

  init() async throws {
    service = try TestService()
    token = try await service.register()
  }

  /// Makes the second bank's next answers come under the ephemeral key of the first bank's first answer.
  private func repeatKey(of first: BankCode, at second: BankCode) {
    let kept = Kept()
    service.banks.set(first, .makes { _, replies in kept.note(replies) }, .answers)
    service.banks.set(second, .makes { _, replies in kept.spoil(replies) })
  }

  private final class Kept: Sendable {
    private let key = Mutex<Data?>(nil)

    func note(_ replies: BankReplies) -> BankReplies {
      if case .answered(let sealed)? = replies.items.first?.reply {
        key.withLock { $0 = AnswerSeal.encapsulatedKey(of: sealed) }
      }
      return replies
    }

    func spoil(_ replies: BankReplies) -> BankReplies {
      guard let key = key.withLock({ $0 }) else { return replies }
      return BankReplies(
        items: replies.items.map { item in
          guard case .answered(let sealed) = item.reply else { return item }
          return (item.enquiry, .answered(key + sealed.dropFirst(key.count)))
        })
    }
  }

  private func secondQuery() async throws -> [String?] {
    let other = try await service.register(.li)
    try await service.apply(other, .named([.boc, .ccb]), .li)
    try await service.engine.drain()
    return try await service.desk.status(other).banks.map(\.code)
  }

  @Test("also where it comes from another bank, for another person: that answer fails, and the bank's health says so")
  func otherBank() async throws {
    repeatKey(of: .abc, at: .boc)
    try await service.apply(token, .named([.abc]))
    try await service.engine.drain()
    #expect(try await secondQuery() == ["ephemeral_key_reused", nil])
    service.clock.advance(.minutes(1))
    #expect(try service.health(of: .boc).failures == [.init(code: "ephemeral_key_reused", count: 1)])
    #expect(try service.health(of: .abc).failures.isEmpty)
  }

  @Test("of one bank within one reply")
  func oneReply() async throws {
    let other = try await service.register(.li)
    service.banks.set(
      .boc,
      .makes { _, replies in
        let kept = Kept()
        return kept.spoil(kept.note(replies))
      })
    try await service.apply(token, .named([.boc]))
    try await service.apply(other, .named([.boc, .ccb]), .li)
    try await service.engine.drain()
    let codes = try await [service.desk.status(token), service.desk.status(other)].map { $0.banks[0].code }
    #expect(codes.count { $0 == "ephemeral_key_reused" } == 1 && codes.contains(nil))
  }

  @Test("for as long as it is remembered, which is four days at most")
  func forgotten() async throws {
    repeatKey(of: .abc, at: .boc)
    try await service.apply(token, .named([.abc]))
    try await service.engine.drain()
    service.clock.advance(.days(4))
    #expect(try await secondQuery() == [nil, nil])
  }
}
