import BankLink
import BankSandbox
import Crypto
import Domain
import Foundation
import TestFixtures
import Testing

struct SandboxBankTests {
  let start = Moment(milliseconds: 1_000_000)

  private func bank(_ behaviour: Behaviour = .prompt, remembered: Int = 8) throws -> SandboxBank {
    let sandbox = Sandbox(book: try book(["abc": behaviour]), remembered: remembered)
    return try #require(try sandbox.bank(BankCode("abc")))
  }

  private func reply(_ conduct: Conduct) -> (items: [Conduct.Item], hold: Span, callback: Conduct.Callback?)? {
    guard case .reply(let items, let hold, let callback) = conduct else { return nil }
    return (items, hold, callback)
  }

  @Test("The same enquiry again gets the same bytes, and another gets its own")
  func idempotence() throws {
    let bank = try bank()
    let first = try #require(reply(bank.ask([try Asking().received()], now: start)))
    let again = try #require(reply(bank.ask([try Asking().received()], now: start.adding(.hours(1)))))
    let other = try #require(reply(bank.ask([try Asking(identifier: "enquiry-2").received()], now: start)))
    #expect(first.items.map(\.reply) == again.items.map(\.reply))
    #expect(first.items[0].reply != other.items[0].reply)
  }

  @Test("A full memory forgets the oldest enquiry first")
  func forgetting() throws {
    let bank = try bank(remembered: 2)
    for index in 0..<5 { _ = bank.ask([try Asking(identifier: "e\(index)").received()], now: start) }
    let items = try #require(reply(bank.fetch((0..<5).map { "e\($0)" }, now: start))).items
    #expect(items.map { $0.reply == .declined(.unknownEnquiry) } == [true, true, true, false, false])
  }

  @Test("A delay counts from the first receipt, so that a retry is held for the rest only")
  func delay() throws {
    let bank = try bank(Behaviour(delay: .seconds(5)))
    let asking = try Asking().received()
    let holds = [0, 3, 5, 60].map { reply(bank.ask([asking], now: start.adding(.seconds($0))))?.hold }
    #expect(holds == [.seconds(5), .seconds(2), .seconds(0), .seconds(0)])
  }

  @Test("A late answer is accepted first, then fetched, or posted where there is a callback")
  func late() throws {
    let bank = try bank(Behaviour(fail: .late))
    let asking = Asking()
    let first = try #require(reply(bank.ask([try asking.received()], now: start)))
    #expect(first.items.map(\.reply) == [.accepted(retryAfter: .seconds(2))])
    #expect(first.hold == .seconds(0) && first.callback?.after == .seconds(2))
    #expect(try asking.open(first.callback?.items[0].reply) == ["debit 6228 0018"])
    let early = try #require(reply(bank.fetch(["enquiry-1"], now: start.adding(.seconds(1)))))
    #expect(early.items.map(\.reply) == [.accepted(retryAfter: .seconds(1))])
    let ready = try #require(reply(bank.fetch(["enquiry-1"], now: start.adding(.seconds(2)))))
    #expect(try asking.open(ready.items[0].reply) == ["debit 6228 0018"])
  }

  @Test("Twice is the same answer twice, and once more by callback")
  func twice() throws {
    let found = try #require(reply(try bank(Behaviour(fail: .twice)).ask([try Asking().received()], now: start)))
    #expect(found.items.count == 2 && found.items[0].reply == found.items[1].reply)
    #expect(found.callback?.items.map(\.reply) == [found.items[0].reply])
  }

  @Test("A consent for another bank, and a key that is none, are declined")
  func badConsents() throws {
    let bank = try bank()
    let other = try Asking(bank: BankCode("boc")).received()
    let keyless = ReceivedEnquiry(
      identifier: "enquiry-2", consent: "c", consentBank: bank.code, publicKey: Data([1, 2, 3]), person: other.person)
    let open = ReceivedEnquiry(
      identifier: "enquiry-3", consent: "d", consentBank: bank.code, publicKey: Data(count: 32), person: other.person)
    let items = try #require(reply(bank.ask([other, keyless, open], now: start))).items
    #expect(items.map(\.reply) == [.declined(.unspecified), .declined(.badPublicKey), .declined(.badPublicKey)])
  }

  @Test("Only the banks named are served, and only codes that are codes")
  func serving() throws {
    let sandbox = Sandbox(book: try book(), banks: [BankCode("abc")])
    #expect(try sandbox.bank(BankCode("abc")) != nil)
    #expect(try sandbox.bank(BankCode("boc")) == nil)
    #expect(["abc", "a-1"].allSatisfy { BankCode(sandbox: $0) != nil })
    let wrong = ["", "ABC", "../x", "a/b", "农业", String(repeating: "a", count: 33)]
    #expect(wrong.allSatisfy { BankCode(sandbox: $0) == nil })
  }

  @Test("Kept keys are the same in the next process, readable by nobody else, and damage is said")
  func keeping() throws {
    let folder = try TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    let directory = folder.path(of: "keys")
    let keys = try (0..<2).map { _ in
      let sandbox = Sandbox(book: try book(), keys: .directory(directory))
      return try #require(try sandbox.bank(BankCode("abc"))).keys.sealing.rawRepresentation
    }
    #expect(keys[0] == keys[1])
    let path = "\(directory)/abc.key"
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
    try Data([1]).write(to: URL(fileURLWithPath: path))
    let damaged = Sandbox(book: try book(), keys: .directory(directory))
    #expect(throws: KeyFault.self) { try damaged.bank(BankCode("abc")) }
  }
}
