import Domain
import Foundation
import Store
import TestFixtures
import Testing
import Text

@testable import QueryEngine

@Suite("The SMS outbox")
struct OutboxTests {
  private let service: TestService
  private let phone: PhoneNumber

  init() throws {
    service = try TestService()
    phone = try Resident.zhang.phoneNumber()
  }

  private func reports() -> Int { service.gateway.messages(to: phone).count { $0 == MessageText.reportReady } }
  private func waiting() throws -> Int { try service.store.read { try $0.waitingMessageCount() } }

  @Test("keeps a message while the gateway is down, tries at growing intervals, and sends it once")
  func gatewayDown() async throws {
    let token = try await service.register()
    try await service.apply(token)
    service.gateway.breakDown()
    #expect(await fault { try await service.engine.drain() } == "messages_unsent")
    #expect(try waiting() == 1)
    let tries = service.gateway.tries
    for _ in 0..<120 {
      service.clock.advance(.seconds(5))
      #expect(await fault { try await service.engine.drain() } == "messages_unsent")
    }
    #expect((5...9).contains(service.gateway.tries - tries))
    service.gateway.breakDown(false)
    try await service.work(until: service.clock.now.adding(.hours(1)), by: .minutes(5))
    #expect(reports() == 1)
    #expect(try waiting() == 0)
  }

  @Test("survives a crash after the report and before the sending")
  func crashBefore() async throws {
    let token = try await service.register()
    service.banks.set(.boc, .accepts(retryAfter: .hours(1)), .answers)
    try await service.apply(token)
    try await service.engine.drain()
    service.clock.set(TestService.start.adding(.hours(24)))
    _ = try await service.desk.status(token)
    #expect(reports() == 0)
    #expect(try waiting() == 1)
    try await QueryEngine(service.another()).drain()
    #expect(reports() == 1)
  }

  @Test("sends again under the same number what it does not know to have arrived, after its lease")
  func crashAfter() async throws {
    let token = try await service.register()
    try await service.apply(token)
    service.gateway.breakDown()
    #expect(await fault { try await service.engine.drain() } == "messages_unsent")
    service.clock.advance(.minutes(1))
    let message = try #require(try service.store.read { try $0.dueMessages(limit: 1) }.first)
    service.gateway.breakDown(false)
    try await service.engine.drain()
    let sent = try #require(service.gateway.identifiers.last)
    #expect(sent == message.id)
    try service.store.write { transaction in
      try transaction.insertMessage(
        id: message.id, phone: message.phone, text: message.text, nextAt: transaction.now, expiresAt: message.expiresAt)
    }
    try await service.engine.drain()
    #expect(service.gateway.identifiers.suffix(2) == [sent, sent])
    #expect(try waiting() == 0)
  }

  @Test("tells of a service that takes no message, also where a running engine tries, and sends the code later")
  func told() async throws {
    service.gateway.breakDown()
    #expect(await fault { try await service.desk.login(phone: phone, code: nil) } == "code_required")
    service.clock.advance(.minutes(1))
    var told: [String] = []
    let sent = try await Outbox(parts: service.parts).sendDue { told.append(($0 as? any Fault)?.code ?? "\($0)") }
    #expect(sent == 1 && told == ["service_unavailable"])
    #expect(await fault { try await service.engine.drain() } == "messages_unsent")
    service.gateway.breakDown(false)
    service.clock.advance(.minutes(1))
    try await service.engine.drain()
    #expect(try waiting() == 0 && service.gateway.sentCount == 1)
  }

  @Test("does not send a code whose time is over")
  func expired() async throws {
    service.gateway.breakDown()
    #expect(await fault { try await service.desk.login(phone: phone, code: nil) } == "code_required")
    #expect(try waiting() == 1)
    service.gateway.breakDown(false)
    service.clock.advance(.minutes(5))
    try await service.engine.drain()
    #expect(try waiting() == 0)
    #expect(service.gateway.sentCount == 0)
  }

  @Test("gives up a code whose time ran out while the gateway was trying, and does not promise to send it")
  func expiredMeanwhile() async throws {
    service.gateway.breakDown()
    service.gateway.meanwhile.withLock { meanwhile in
      meanwhile = { [service] in service.clock.advance(.minutes(5)) }
    }
    #expect(await fault { try await service.desk.login(phone: phone, code: nil) } == "code_required")
    #expect(try waiting() == 0)
    service.gateway.meanwhile.withLock { $0 = nil }
    service.gateway.breakDown(false)
    try await service.work(until: service.clock.now.adding(.hours(1)), by: .minutes(1))
    #expect(service.gateway.sentCount == 0)
  }

  @Test("is told of where the gateway has not taken a code: it will be sent, it was not")
  func notSent() async throws {
    service.gateway.breakDown()
    let waiting = await cardholderFault { try await service.desk.login(phone: phone, code: nil) }
    #expect(waiting == .codeRequired(maskedPhone: phone.masked, isSent: false))
    #expect(waiting?.facts.contains(.init("sent", .bool(false))) == true)
    #expect(waiting?.message.en.contains("was sent") == false && waiting?.message.zh.contains("已发送") == false)
    service.gateway.breakDown(false)
    let sent = await cardholderFault { try await service.desk.login(phone: phone, code: nil) }
    #expect(sent == .codeRequired(maskedPhone: phone.masked) && sent?.message.en.contains("was sent") == true)
  }

  @Test("says that a report is ready, and nothing of what is in it or whose it is")
  func text() async throws {
    let token = try await service.register()
    let query = try await service.apply(token)
    try await service.engine.drain()
    let text = try #require(service.gateway.messages(to: phone).last)
    for secret in [query.query, "张三", "abc", "农业", "6228", "5"] { #expect(!text.contains(secret)) }
    #expect(MessageText.code(in: text) == nil)
  }

  @Test(
    "finds the code in a message, and none where there is none",
    arguments: [
      ("【查卡】验证码 012345，5 分钟内有效", "012345"), ("code 123456", "123456"), ("1234567 and 12345", nil), ("", nil),
      ("７８９０１２ then 654321.", "654321"),
    ] as [(String, String?)])
  func codes(text: String, code: String?) {
    #expect(MessageText.code(in: text) == code)
  }

  @Test("of a sandbox delivers to the sandbox's phone, each message once")
  func sandbox() async throws {
    let gateway = SandboxMessageGateway(store: service.store)
    for _ in 0..<2 { try await gateway.send("您的验证码 123456", to: phone, id: "M1") }
    service.clock.advance(.minutes(1))
    try await gateway.send("ready", to: phone, id: "M2")
    let messages = try await service.desk.messages(to: phone)
    #expect(messages.map(\.code) == ["123456", nil])
    #expect(messages.map(\.sentAt) == [TestService.start, TestService.start.adding(.minutes(1))])
    #expect(try await service.desk.messages(to: Resident.li.phoneNumber()).isEmpty)
  }

  @Test("is left alone by others for as long as the gateway may take", arguments: [Span.seconds(30), .seconds(200)])
  func lease(span: Span) async throws {
    let service = try TestService { $0.messageLease = span }
    let other = QueryEngine(try service.another())
    service.gateway.meanwhile.withLock { meanwhile in
      meanwhile = {
        service.gateway.meanwhile.withLock { $0 = nil }
        service.clock.advance(.milliseconds(span.milliseconds - 1))
        _ = try? await other.pass()
      }
    }
    #expect(await fault { try await service.desk.login(phone: phone, code: nil) } == "code_required")
    #expect(service.gateway.tries == 1 && service.gateway.sentCount == 1)
  }
}
