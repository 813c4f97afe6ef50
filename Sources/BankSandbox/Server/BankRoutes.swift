import BankLink
import Domain
import Foundation
import Hummingbird
import Sealing
import ServiceLifecycle

/// The paths of every bank: `/BANK/v1/keys`, `/BANK/v1/enquiries`, `/BANK/v1/answers`, and for sandboxes
/// `/BANK/v1/network`; the same below `/BANK/test/v1` for its test environment.
struct BankRoutes: Sendable {
  let sandbox: Sandbox
  let callbacks: CallbackQueue
  let requests: SignedRequests
  let now: @Sendable () -> Moment

  var all: [WireRoute] {
    sandbox.mutant?.routes(routes, of: sandbox) ?? sandbox.variant?.routes(routes, of: sandbox) ?? routes
  }

  private var routes: [WireRoute] { routes("/:bank", sandbox.bank) + routes("/:bank/test", sandbox.testBank) }

  private func routes(
    _ base: String, _ find: @escaping @Sendable (BankCode) throws(KeyFault) -> SandboxBank?
  ) -> [WireRoute] {
    let bank: @Sendable (WireContext) throws -> SandboxBank = { context in
      let name = context.parameters.get("bank") ?? ""
      guard let code = BankCode(sandbox: name), let bank = try find(code) else { throw HTTPError(.notFound) }
      return bank
    }
    return [
      .get(RouterPath("\(base)/v1/keys")) { _, context in JSONReply.ok(try bank(context).publicKeys) },
      .post(RouterPath("\(base)/v1/enquiries")) { try await enquiries($0, $1, try bank($1)) },
      .post(RouterPath("\(base)/v1/answers")) { try await answers($0, $1, try bank($1)) },
      .post(RouterPath("\(base)/v1/network")) { try await network($0, $1, try bank($1)) },
    ]
  }

  private func enquiries(_ request: Request, _ context: WireContext, _ bank: SandboxBank) async throws -> Response {
    if bank.behaviour.fail == .timeout { return try await silence(request) }
    let read = try await requests.read(request, in: context, key: sandbox.trust.key)
    let message = try decode(EnquiryMessage.self, read.body)
    let received = try IncomingBatch(message: message, bank: bank, trust: sandbox.trust).open()
    sandbox.noteLast(received.last?.person.idNumber)
    let batch = request.headers.first { $0.name.canonicalName == "idempotency-key" }?.value
    let start = now().adding(.milliseconds(-sandbox.mutantMemory.milliseconds))
    if let conflict = bank.conflict(of: received, batch: batch, rememberingSince: start) { throw conflict }
    let made = bank.ask(received, now: now())
    let conduct = sandbox.variant?.shortened(made) ?? made
    return try await answer(conduct, of: bank, to: read.request, callback: message.callback) { mutant, items in
      mutant.spoiled(answers: items)
    }
  }

  private func answers(_ request: Request, _ context: WireContext, _ bank: SandboxBank) async throws -> Response {
    if bank.behaviour.fail == .timeout { return try await silence(request) }
    let read = try await requests.read(request, in: context, key: sandbox.trust.key)
    let message = try decode(FetchMessage.self, read.body)
    guard message.enquiries.count <= EnquiryMessage.maximumEnquiries else { throw WireRefusal.tooManyEnquiries }
    let conduct = bank.fetch(message.enquiries, now: now())
    return try await answer(conduct, of: bank, to: read.request, callback: nil) { mutant, items in
      mutant.spoiled(fetched: items)
    }
  }

  /// Takes the introduction of a network: the key that it signs with, and the proof that it has the key.
  private func network(_ request: Request, _ context: WireContext, _ bank: SandboxBank) async throws -> Response {
    guard sandbox.trust.isOpen || sandbox.mutant == .introduction else {
      throw WireRefusal(.introductionClosed, "this bank trusts registered networks only")
    }
    let body = try await requests.body(of: request, in: context)
    let message = try decode(KeysMessage.self, [UInt8](body))
    let shown = message.verifyingKeys
    let read = try requests.verify(request, body: body) { id in shown.first { $0.keyId == id } }
    for key in shown where key.keyId == read.verified.keyId { sandbox.trust.add(key) }
    return JSONReply.signed(Wire.encode(message), to: read.request, by: MessageSigner(bank.keys.signing))
  }

  private func decode<Message: WireMessage>(_ type: Message.Type, _ body: [UInt8]) throws(WireRefusal) -> Message {
    do { return try Wire.decode(type, from: body) } catch { throw WireRefusal(error) }
  }
}

extension BankRoutes {
  /// The longest time for which a bank that never answers holds a request.
  private static let silence = Duration.seconds(120)

  private func answer(
    _ conduct: Conduct, of bank: SandboxBank, to request: SignedRequest, callback: String?,
    spoiled: (Mutant, [Conduct.Item]) -> [Conduct.Item]
  ) async throws -> Response {
    let signer = MessageSigner(sandbox.mutant == .responseKey ? SigningKey() : bank.keys.signing)
    switch conduct {
    case .unavailable(let pause):
      throw WireRefusal(
        .maintenance, "the bank is not available", retryAfterSeconds: Int((pause.milliseconds + 999) / 1_000))
    case .silence:
      try await hold(Self.silence)
      throw CancellationError()
    case .body(let bytes): return JSONReply.signed(Data(bytes), to: request, by: signer)
    case .reply(let items, let pause, let later):
      try await hold(pause.duration)
      if let later, let callback {
        let answers = (sandbox.mutant?.spoiled(callback: later.items) ?? later.items).map(AnswerMessage.Item.init)
        let message = AnswerMessage(answers: answers)
        let body =
          sandbox.mutant == .callbackBeside ? Mutant.callbackBeside.spoiled(body: message) : Wire.encode(message)
        let caller = sandbox.mutant == .callbackSigned ? MessageSigner(SigningKey()) : signer
        callbacks.add(.init(url: callback, body: body, after: later.after.duration, signer: caller))
      }
      let given = sandbox.mutant.map { spoiled($0, items) } ?? items
      let message = AnswerMessage(answers: given.map(AnswerMessage.Item.init))
      return JSONReply.signed(
        sandbox.mutant?.spoiled(reply: message) ?? Wire.encode(message), to: request, by: signer)
    }
  }

  /// Holds the request until its client goes, the program stops, or the time is over.
  private func silence(_ request: Request) async throws -> Response {
    try await request.body.consumeWithCancellationOnInboundClose { body in
      for try await _ in body {}
      try await hold(Self.silence)
      throw CancellationError()
    }
  }

  private func hold(_ time: Duration) async throws {
    guard time > .zero else { return }
    try await cancelWhenGracefulShutdown { try await Task.sleep(for: time) }
  }
}
