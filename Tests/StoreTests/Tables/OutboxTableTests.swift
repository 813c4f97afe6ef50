import Domain
import Foundation
import TestFixtures
import Testing

@testable import Store

@Suite("The table of messages to be sent")
struct OutboxTableTests {
  private let open: OpenDatabase

  init() throws { open = try OpenDatabase() }

  private func put(
    _ id: String, to recipient: MessageRecipient = .anybody, at next: Span = .seconds(0), expires: Span = .hours(1)
  ) throws {
    try open.write {
      try $0.insertMessage(
        id: id, phone: Data("phone".utf8), text: Data(id.utf8), to: recipient,
        nextAt: TestDatabase.start.adding(next), expiresAt: TestDatabase.start.adding(expires))
    }
  }

  private func due(_ limit: Int = 10) throws -> [String] {
    try open.read { try $0.dueMessages(limit: limit).map(\.id) }
  }

  @Test("gives what is due, in the order in which it became so and then of writing")
  func order() throws {
    try put("second", at: .seconds(-1))
    try put("third", at: .seconds(-1))
    try put("first", at: .seconds(-2))
    try put("later", at: .milliseconds(1))
    #expect(try due() == ["first", "second", "third"])
    #expect(try due(2) == ["first", "second"])
  }

  @Test("takes no identifier twice")
  func twice() throws {
    try put("M")
    #expect(fault { try put("M") } != nil)
    #expect(try open.read { try $0.waitingMessageCount() } == 1)
  }

  private static let recipients: [MessageRecipient] = [
    .anybody, .holder(person: "P1"), .person("P1"), .former(person: "P1"),
  ]

  @Test("knows whom a message is meant for", arguments: recipients)
  func recipient(_ recipient: MessageRecipient) throws {
    try put("M", to: recipient)
    #expect(try open.read { try $0.message("M") }?.recipient == recipient)
  }

  @Test("keeps a message off others while one sends it")
  func lease() throws {
    try put("M")
    let message = try #require(try open.read { try $0.message("M") })
    try open.write {
      try $0.postponeMessage(message.number, until: $0.now.adding(.seconds(30)), attempts: 2, owner: "worker")
    }
    #expect(try due().isEmpty)
    open.clock.advance(.seconds(30))
    #expect(try due() == ["M"])
    #expect(try open.read { try $0.message("M") }?.attempts == 2)
  }

  @Test("forgets a message whose time is over, unless somebody is sending it", arguments: [false, true])
  func expires(isLeased: Bool) throws {
    try put("M", at: isLeased ? .minutes(90) : .seconds(0), expires: .hours(1))
    open.clock.advance(.milliseconds(3_599_999))
    try open.write { try $0.deleteExpiredMessages() }
    #expect(try open.count("outbox") == 1)
    open.clock.advance(.milliseconds(1))
    try open.write { try $0.deleteExpiredMessages() }
    #expect(try open.count("outbox") == (isLeased ? 1 : 0))
  }

  private static let alterations = [
    "phone = x'00'", "text = x'00'", "expires_at = expires_at + 1", "person = 'P2'", "reach = 'former'",
  ]

  @Test("says of an altered message that it is", arguments: alterations)
  func altered(change: String) throws {
    try put("M", to: .person("P1"))
    #expect(try open.read { try $0.message("M") }?.isAltered == false)
    try open.tamper("update outbox set \(change)")
    #expect(try open.read { try $0.message("M") }?.isAltered == true)
  }

  @Test("gives a phone of the sandbox its messages, each once, newest last, and none that was altered")
  func sandbox() throws {
    let (phone, other) = (Data("phone".utf8), Data("other".utf8))
    for (id, phone) in [("A", phone), ("B", phone), ("A", phone), ("C", other)] {
      try open.write { try $0.deliverInSandbox(id: id, phoneHash: phone, text: Data(id.utf8)) }
    }
    #expect(try open.read { try $0.sandboxMessages(phoneHash: phone) }.map(\.id) == ["A", "B"])
    try open.tamper("update sandbox_messages set text = x'00' where id = 'A'")
    #expect(try open.read { try $0.sandboxMessages(phoneHash: phone) }.map(\.id) == ["B"])
  }
}
