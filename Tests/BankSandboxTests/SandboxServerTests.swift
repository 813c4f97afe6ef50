import BankLink
import Crypto
import Domain
import Foundation
import Sealing
import ServiceLifecycle
import Serving
import Synchronization
import Testing

@testable import BankSandbox

@Suite(.timeLimit(.minutes(1)))
struct SandboxServerTests {
  @Test("A bank answers at once, sealed to the query's key")
  func atOnce() async throws {
    try await withSandbox { running in
      let asking = Asking()
      let replies = try await running.ask(asking)
      #expect(replies.items.map(\.enquiry) == ["enquiry-1"])
      #expect(try asking.open(replies["enquiry-1"]) == ["debit 6228 0018"])
    }
  }

  @Test("A batch is answered item by item, known people, strangers and mismatches beside each other")
  func batch() async throws {
    try await withSandbox { running in
      let known = Asking(identifier: "a")
      let namesake = Asking(identifier: "b", name: "李四")
      let moved = Asking(identifier: "c", phone: "13900139000")
      let enquiries = try [known, namesake, moved].map { try $0.enquiry() }
      let replies = try await running.port.ask(enquiries, at: running.endpoint(), batch: "batch", callback: nil)
      #expect(replies.items.map(\.enquiry) == ["a", "b", "c"])
      #expect(try known.open(replies["a"]) == ["debit 6228 0018"])
      #expect(replies["b"] == .declined(.identityMismatch))
      #expect(try moved.open(replies["c"]) == [])
    }
  }

  @Test("Asked again, a bank gives the same answer")
  func again() async throws {
    try await withSandbox { running in
      let asking = Asking()
      let first = try await running.ask(asking)
      let second = try await running.ask(asking, batch: "batch-2")
      #expect(first["enquiry-1"] == second["enquiry-1"])
    }
  }

  @Test("A late answer is accepted, then fetched")
  func lateByFetch() async throws {
    try await withSandbox(["abc": Behaviour(delay: .milliseconds(300), fail: .late)]) { running in
      let asking = Asking()
      guard case .accepted(let pause?) = try await running.ask(asking)["enquiry-1"] else {
        Issue.record("not accepted")
        return
      }
      #expect(pause > .seconds(0) && pause <= .milliseconds(300))
      try await Task.sleep(for: .milliseconds(350))
      let replies = try await running.port.fetch(["enquiry-1", "stranger"], at: running.endpoint())
      #expect(try asking.open(replies["enquiry-1"]) == ["debit 6228 0018"])
      #expect(replies["stranger"] == .declined(.unknownEnquiry))
    }
  }

  @Test(
    "A late or doubled answer is called back",
    arguments: [Behaviour(delay: .milliseconds(200), fail: .late), Behaviour(fail: .twice)])
  func callback(behaviour: Behaviour) async throws {
    let (posts, entrance) = AsyncStream.makeStream(of: (BankCode, BankReplies).self)
    let (ports, listening) = AsyncStream.makeStream(of: Int.self)
    let shown = Mutex<[VerifyingKey]>([])
    let network = SigningKey()
    let desk = NotingDesk(keys: { shown.withLock { $0 } }, entrance: entrance, network: network)
    let server = CallbackServer(desk, port: 0, onListening: { listening.yield($0) })
    let group = ServiceGroup(configuration: .init(services: [server], logger: silentLogger))
    let serving = Task { try await group.run() }
    var numbers = ports.makeAsyncIterator()
    let number = try #require(await numbers.next())
    try await withSandbox(["abc": behaviour], key: network) { running in
      let asking = Asking()
      let keys = try #require(try running.sandbox.bank(BankCode("abc"))).keys
      shown.withLock { $0 = [keys.signing.publicKey] }
      let url = "http://127.0.0.1:\(number)\(CallbackServer.path)/abc"
      let direct = try await running.ask(asking, callback: url)
      #expect(direct.items.count == (behaviour.fail == .twice ? 2 : 1))
      var iterator = posts.makeAsyncIterator()
      let (bank, replies) = try #require(await iterator.next())
      #expect(bank == BankCode("abc"))
      #expect(try asking.open(replies["enquiry-1"]) == ["debit 6228 0018"])
    }
    await group.triggerGracefulShutdown()
    try await serving.value
  }

  @Test("Unavailable says when to come back; garbage says nothing")
  func failing() async throws {
    let behaviours = ["hxb": Behaviour(fail: .unavailable), "boc": Behaviour(fail: .garbage)]
    try await withSandbox(behaviours) { running in
      let unavailable = try await failure { try await running.ask(Asking(bank: BankCode("hxb"))) }
      #expect(unavailable == .unavailable(status: 503, retryAfter: .seconds(2)))
      let garbage = try await failure { try await running.ask(Asking(bank: BankCode("boc"))) }
      #expect(garbage == .garbage(code: "not_json"))
    }
  }

  @Test("A bank that never answers times out, and a slow one answers the retry")
  func slow() async throws {
    let behaviours = ["hxb": Behaviour(fail: .timeout), "abc": Behaviour(delay: .milliseconds(700))]
    try await withSandbox(behaviours, timeoutSeconds: 0.5) { running in
      let silent = try await failure { try await running.ask(Asking(bank: BankCode("hxb"))) }
      #expect(silent == .timedOut)
      let asking = Asking()
      let early = try await failure { try await running.ask(asking) }
      #expect(early == .timedOut)
      // The answer is ready 700 ms after the enquiry was first asked, whatever this machine is doing meanwhile.
      var replies: BankReplies?
      for _ in 0..<40 where replies == nil { replies = try? await running.ask(asking) }
      #expect(try asking.open(replies?["enquiry-1"]) == ["debit 6228 0018"])
    }
  }

  static let quirks: [(Quirk, BankReply?)] = [
    (.unsealed, .malformed(code: "unsealed_answer")), (.unpadded, .malformed(code: "unpadded_answer")),
    (.oversize, .malformed(code: "answer_too_large")), (.fullCardNumber, nil), (.otherBank, nil), (.badShape, nil),
  ]

  @Test("What a bank must not send is refused at receipt, or on opening", arguments: quirks)
  func misbehaving(quirk: Quirk, atReceipt: BankReply?) async throws {
    try await withSandbox { running in
      try running.sandbox.bank(BankCode("abc"))?.quirk = quirk
      let asking = Asking()
      let reply = try await running.ask(asking)["enquiry-1"]
      if let atReceipt {
        #expect(reply == atReceipt)
      } else {
        let fault = #expect(throws: AnswerFault.self) { try asking.open(reply) }
        let expected: [AnswerFault] = [.fullCardNumber, .otherBank, .badShape]
        #expect(expected.contains { $0 == fault })
      }
    }
  }

  @Test(
    "A body that cannot be read is garbage",
    arguments: [
      (Array("<html>".utf8), "not_json"), ([0xff, 0xfe, 0xfd], "not_json"), (Array("{}".utf8), "bad_shape"),
      (Array(String(repeating: "[", count: 50_000).utf8), "too_deep"),
      (Array(repeating: UInt8(ascii: " "), count: 200_000), "answer_too_large"),
    ] as [([UInt8], String)])
  func bodies(body: [UInt8], code: String) async throws {
    try await withSandbox { running in
      try running.sandbox.bank(BankCode("abc"))?.quirk = .body(body)
      let found = try await failure { try await running.ask(Asking()) }
      #expect(found == .garbage(code: code))
    }
  }

  @Test("An answer for another enquiry is handed on under its own name")
  func foreign() async throws {
    try await withSandbox { running in
      try running.sandbox.bank(BankCode("abc"))?.quirk = .foreign(enquiry: "enquiry-9")
      let replies = try await running.ask(Asking())
      #expect(replies.items.map(\.enquiry) == ["enquiry-1", "enquiry-9"])
    }
  }

  @Test("A bank's new key is read again once; a registered key is not")
  func newKeys() async throws {
    try await withSandbox { running in
      let bank = try #require(try running.sandbox.bank(BankCode("abc")))
      let old = bank.keys.sealing.sealingKey
      _ = try await running.ask(Asking())
      bank.renewKeys()
      let asking = Asking(identifier: "enquiry-2")
      let replies = try await running.ask(asking, batch: "batch-2")
      #expect(try asking.open(replies["enquiry-2"]) == ["debit 6228 0018"])
      let registered = BankEndpoint(
        bank: bank.code, url: running.endpoint().url, publicKey: old,
        signingKeys: [bank.keys.signing.publicKey])
      let refused = try await failure {
        try await running.port.ask([try asking.enquiry()], at: registered, batch: "b", callback: nil)
      }
      #expect(refused == .refused(status: 400, code: "unknown_sealing_key"))
    }
  }

  @Test("A bank that is not served is refused")
  func unknownBank() async throws {
    try await withSandbox { running in
      let endpoint = BankEndpoint(bank: BankCode("abc"), url: "http://127.0.0.1:\(running.number)/ABC")
      let refused = try await failure { try await running.port.fetch(["e"], at: endpoint) }
      #expect(refused == .refused(status: 404, code: "not_found"))
    }
  }

  @Test("Held requests are dropped when the server stops")
  func stopping() async throws {
    let clock = ContinuousClock()
    var stopping = clock.now
    var held: [Task<BankFailure?, any Error>] = []
    let behaviours = ["abc": Behaviour(delay: .seconds(600)), "boc": Behaviour(fail: .timeout)]
    try await withSandbox(behaviours, timeoutSeconds: 600) { running in
      held = ["abc", "boc"].map { bank in
        Task { try await failure { try await running.ask(Asking(bank: BankCode(bank))) } }
      }
      // On a busy machine both take their time to arrive.
      try await Task.sleep(for: .seconds(5))
      stopping = clock.now
    }
    #expect(clock.now - stopping < .seconds(300), "nobody waits for what is held")
    #expect(held.count == 2)
    for task in held {
      let dropped = try await task.value
      #expect(dropped?.isRetryable == true)
    }
  }

  @Test("A port that is taken is said so")
  func portTaken() async throws {
    try await withSandbox { running in
      let second = SandboxServer(sandbox: running.sandbox, port: running.number)
      let fault = await #expect(throws: ListenFault.self) { try await second.run() }
      #expect(fault?.code == "address_in_use" && fault?.kind == .environment)
    }
  }

  @Test("An address that is none is said so")
  func noAddress() async throws {
    let server = SandboxServer(sandbox: Sandbox(book: try book()), host: "999.1.1.1", port: 0)
    let fault = await #expect(throws: ListenFault.self) { try await server.run() }
    #expect(fault?.code == "address_unusable" && fault?.kind == .environment)
  }
}
