import Domain
import Foundation
import TestFixtures
import Testing

@testable import Store

@Suite("The table of codes")
struct CodesTableTests {
  private let open: OpenDatabase
  private let phone = Data("phone".utf8)
  private let longAgo = TestDatabase.start.adding(.days(-1))

  init() throws { open = try OpenDatabase() }

  private func address(_ purpose: String = "login", by requester: String = "mine") -> CodeAddress {
    CodeAddress(phoneHash: phone, purpose: purpose, requester: Data(requester.utf8))
  }

  private func send(_ code: String, _ address: CodeAddress, own: Bool = true, forgetBefore: Moment? = nil) throws {
    try open.write {
      try $0.insertCode(
        to: address, own: own, binding: Data("binding".utf8), codeHash: Data(code.utf8),
        expiresAt: $0.now.adding(.minutes(5)), forgetBefore: forgetBefore ?? longAgo, subject: "shown")
    }
    open.clock.advance(.seconds(1))
  }

  private func codes(_ address: CodeAddress, since: Moment? = nil) throws -> [CodeRecord] {
    try open.read { try $0.codes(to: address, since: since ?? longAgo) }
  }

  private func states(_ address: CodeAddress) throws -> [CodeRecord.State] { try codes(address).map(\.state) }

  @Test("keeps what was shown, what it is bound to and until when it is good")
  func kept() throws {
    try send("1", address())
    let code = try #require(try codes(address()).first)
    #expect(code.binding == Data("binding".utf8) && code.codeHash == Data("1".utf8) && code.subject == "shown")
    #expect(code.sentAt == TestDatabase.start && code.expiresAt == TestDatabase.start.adding(.minutes(5)))
    #expect(code.attempts == 0 && code.state == .open)
  }

  @Test("finds the codes of a requester, a phone and a purpose, newest first")
  func found() throws {
    try send("1", address())
    try send("2", address())
    try send("3", address("apply"))
    try send("4", address(by: "other"))
    #expect(try codes(address()).map { String(decoding: $0.codeHash, as: UTF8.self) } == ["2", "1"])
    #expect(try codes(address(), since: TestDatabase.start).count == 1)
  }

  @Test("lets a new code replace the requester's of that purpose, and nobody else's")
  func replaced() throws {
    try send("1", address("apply"))
    try send("2", address(by: "other"))
    try send("3", address())
    try send("4", address())
    #expect(try states(address()) == [.open, .replaced])
    #expect(try states(address("apply")) == [.open])
    #expect(try states(address(by: "other")) == [.open])
  }

  @Test("does not make a used or locked code a replaced one", arguments: [CodeRecord.State.used, .locked])
  func ended(state: CodeRecord.State) throws {
    try send("1", address())
    try open.write { transaction in
      let code = try #require(transaction.codes(to: address(), since: longAgo).first)
      try transaction.set(code, attempts: 3, state: state)
    }
    try send("2", address())
    #expect(try states(address()) == [.open, state])
    #expect(try codes(address()).last?.attempts == 3)
  }

  @Test("counts what the phone's owner asked for and what others did apart")
  func apart() throws {
    try send("1", address(), own: true)
    try send("2", address("apply", by: "other"), own: false)
    func count(own: Bool, since: Moment) throws -> Int {
      try open.read { try $0.codeTimes(phoneHash: phone, own: own, since: since).count }
    }
    #expect(try count(own: true, since: longAgo) == 1 && count(own: false, since: longAgo) == 1)
    #expect(try count(own: true, since: TestDatabase.start) == 0)
    #expect(try open.read { try $0.codeTimes(requester: Data("other".utf8), since: longAgo) }.count == 1)
  }

  @Test("forgets a phone's codes that no limit counts any more, when the next is sent")
  func forgets() throws {
    try send("1", address())
    try send("2", address(), forgetBefore: TestDatabase.start)
    #expect(try codes(address()).count == 1)
  }

  @Test("counts what a requester asked for before as the owner's, once they have shown the phone")
  func shown() throws {
    try send("1", address(), own: false)
    try open.write { try $0.know(Data("mine".utf8), phoneHash: phone, forgetBefore: longAgo) }
    #expect(try open.read { try $0.codeTimes(phoneHash: phone, own: true, since: longAgo) }.count == 1)
  }

  @Test("has no good code, and none of the owner's, once the number changes hands")
  func changesHands() throws {
    try send("1", address(), own: true)
    try open.write { try $0.disownCodes(phoneHash: phone) }
    #expect(try states(address()) == [.replaced])
    #expect(try open.read { try $0.codeTimes(phoneHash: phone, own: true, since: longAgo) }.isEmpty)
  }

  private static let alterations = [
    "code_hash = x'00'", "binding = x'00'", "expires_at = expires_at + 1", "attempts = 1", "subject = 'another'",
    "own = 0", "sent_at = sent_at + 1",
  ]

  @Test("takes an altered code as a locked one that was sent", arguments: alterations)
  func altered(change: String) throws {
    try send("1", address())
    try open.tamper("update codes set \(change)")
    #expect(try states(address()) == [.locked])
    try send("2", address())
    #expect(try states(address()) == [.open, .locked])
  }
}
