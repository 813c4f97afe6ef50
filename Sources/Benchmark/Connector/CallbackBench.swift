import BankLink
import Domain
import Foundation
import Live
import QueryEngine
import Registry
import Sealing
import ServiceLifecycle
import Serving
import Store
import Text

/// Measures the callback server's time for a signed answer, for a forged one, and for one that goes into the store.
struct CallbackBench {
  private let settings: BenchSettings
  private let registry: Registry
  private let bank: BankCode
  private let key = SigningKey()

  init(_ settings: BenchSettings) throws {
    self.settings = settings
    registry = try Registry.bundled()
    bank = registry.catalogue.banks[0].code
  }

  /// The number of banks that call at the same time.
  private static let connections = 8
  private var count: Int { settings.count(1_000, quick: 30) }
  private var rounds: Int { settings.count(5, quick: 1) }

  func run() async throws -> BenchReport {
    let workplace = try Workplace(below: settings.directory)
    let sandbox = try OpenSandbox("callback", in: workplace, registry: registry, book: .init(cardholders: []))
    let enquiries = try await enquiries(sandbox, count * (rounds + 1))
    var samples = (verification: Samples(), signed: Samples(), forged: Samples(), stored: Samples())
    let port = HTTPBankPort(
      .init(
        signingKey: { try sandbox.store.networkKeys.signing(now: sandbox.store.clock.now) },
        now: { sandbox.store.clock.now }))
    try sandbox.store.write(protecting: .rollout) {
      try $0.replaceKeys(
        of: bank, with: .init(sealing: Data(repeating: 9, count: 32), signing: key.publicKey.rawRepresentation))
    }
    let live = LiveCallbackReceiver(engine: sandbox.engine, store: sandbox.store, banks: port)
    try await serving(TakingDesk(key: key.publicKey)) { plain in
      try await serving(live) { storing in
        for round in 0...rounds {
          settings.say(zh: "回调：第 \(round) 轮，共 \(rounds) 轮", en: "callbacks: round \(round) of \(rounds)")
          let own = Array(enquiries[(round * count)..<((round + 1) * count)])
          let verification = verification()
          let signed = try await spent(plain, own, isForged: false)
          let forged = try await spent(storing, own, isForged: true)
          let stored = try await spent(storing, own, isForged: false)
          let open = Set(try openEnquiries(sandbox))
          guard own.allSatisfy({ !open.contains($0) }) else { throw CallbacksLost() }
          guard round > 0 else { continue }
          samples.verification.add(verification)
          samples.signed.add(signed)
          samples.forged.add(forged)
          samples.stored.add(stored)
        }
      }
    }
    return report(samples)
  }

  private func report(
    _ samples: (verification: Samples, signed: Samples, forged: Samples, stored: Samples)
  ) -> BenchReport {
    let bare = Figure.Reference(zh: "单纯的验签", en: "the bare verification", samples.verification.median / 1_000)
    return BenchReport(
      bench: .callback,
      figures: [
        Figure(
          "signed", zh: "回调服务器处理一个签名的答复", en: "the callback server on a signed answer", samples.signed.median / 1_000,
          .microseconds, against: bare, bound: .atMost(3)),
        Figure(
          "forged", zh: "一个伪造的答复", en: "on a forged one", samples.forged.median / 1_000, .microseconds,
          against: .init(zh: "一个收下入库的答复", en: "an answer that is taken and stored", samples.stored.median / 1_000),
          bound: .atMost(0.5)),
      ],
      notes: [
        Bilingual(
          zh: "处理器时间，HTTP、摘要、验签、JSON 全部计入，客户端线程除外；伪造的签名用的是银行的密钥标识，因此要完整验签。",
          en: """
            Processor time with HTTP, digest, verification and JSON, the client's thread taken off; a forged signature \
            names the bank's key, so that it is verified in full.
            """)
      ])
  }

  /// The identifiers of enquiries that wait for their answers.
  private func enquiries(_ sandbox: OpenSandbox, _ needed: Int) async throws -> [String] {
    settings.say(zh: "回调：登记查卡人", en: "callbacks: registering people")
    let region = registry.catalogue.regions[0].code
    _ = try await (0..<needed).map { try Resident($0) }.together(16) { resident in
      try await sandbox.apply(try await sandbox.prepare(resident, sandbox.register(resident, region: region)))
    }
    return try openEnquiries(sandbox)
  }

  /// The identifiers of the bank's enquiries that have not ended.
  private func openEnquiries(_ sandbox: OpenSandbox) throws -> [String] {
    try sandbox.store.read { transaction in
      let open = try transaction.queriesInFlight { $0 == bank }[bank] ?? QueriesInFlight()
      return try (open.unasked + open.acknowledged).sorted().compactMap { number in
        guard let query = try transaction.query(number: number), let place = query.banks.firstIndex(of: bank) else {
          return nil
        }
        return try transaction.names(ofPlace: place, in: query)?.enquiry
      }
    }
  }

  /// Nanoseconds for one bare verification, with this library on one thread.
  private func verification() -> Double {
    let base = Data(repeating: 0x61, count: 320)
    let signature = key.sign(base)
    let start = Stopwatch.thread
    for _ in 0..<count { _ = key.publicKey.isValid(signature, of: base) }
    return Double(Stopwatch.thread - start) / Double(count)
  }

  /// Nanoseconds of this process for one request, the client's thread left out.
  private func spent(_ port: Int, _ enquiries: [String], isForged: Bool) async throws -> Double {
    let requests = enquiries.map { request(port, $0, isForged: isForged) }
    let start = Stopwatch.process
    let client = await RawClient(port: port).send(requests, connections: Self.connections)
    let all = Stopwatch.process - start
    guard client.accepted == (isForged ? 0 : requests.count) else { throw CallbacksLost() }
    return Double(all - client.processor) / Double(requests.count)
  }

  private func request(_ port: Int, _ enquiry: String, isForged: Bool) -> [UInt8] {
    let body = Wire.encode(
      AnswerMessage(answers: [.answered(enquiry, sealed: Data(repeating: 0x7f, count: AnswerSeal.smallestSize))]))
    let target = "\(CallbackServer.path)/\(bank)"
    let signed = SignedRequest(method: "POST", scheme: "http", authority: "127.0.0.1:\(port)", target: target)
    var fields = MessageSigner(key).fields(for: signed, body: body)
    if isForged {
      let wrong = key.sign(Data(enquiry.utf8)).base64EncodedString()
      fields = fields.map { $0.name == "signature" ? Field("signature", "chaka=:\(wrong):") : $0 }
    }
    var text = "POST \(target) HTTP/1.1\r\nhost: 127.0.0.1:\(port)\r\ncontent-type: application/json\r\n"
    text += "content-length: \(body.count)\r\n"
    for field in fields { text += "\(field.name): \(field.value)\r\n" }
    return Array((text + "\r\n").utf8) + body
  }

  private func serving(_ desk: some CallbackReceiver, _ work: (Int) async throws -> Void) async throws {
    let (ports, entrance) = AsyncStream.makeStream(of: Int.self)
    let server = CallbackServer(desk, port: 0) { entrance.yield($0) }
    let group = ServiceGroup(configuration: .init(services: [server], logger: silentLogger))
    let running = Task { try await group.run() }
    var iterator = ports.makeAsyncIterator()
    if let port = await iterator.next() { try await work(port) }
    await group.triggerGracefulShutdown()
    try await running.value
  }
}

/// The receiver of one bank's callbacks, which takes them at once, so that only the server is measured.
private struct TakingDesk: CallbackReceiver {
  let key: VerifyingKey
  private let network = SigningKey()

  init(key: VerifyingKey) { self.key = key }

  func networkKeys() -> KeysMessage { KeysMessage(keys: []) }
  func networkSigner() -> MessageSigner { MessageSigner(network) }
  func signingKeys(of bank: BankCode) -> [VerifyingKey]? { [key] }
  func note(refusal code: String, of bank: BankCode) {}

  func take(_ replies: BankReplies, from bank: BankCode, nonce: MessageVerifier.Verified) -> TakenMessage? {
    TakenMessage(taken: replies.items.count, refused: [])
  }
}

/// A callback did not end as it had to, so that the figures would mean nothing.
struct CallbacksLost: Fault {
  var code: String { "callbacks_lost" }
  var kind: FaultKind { .environment }
  var message: Bilingual {
    Bilingual(zh: "有回调没有得到应有的答复", en: "some callbacks were not answered as expected")
  }
}
