import BankLink
import Domain
import Foundation
import Hummingbird
import Sealing
import ServiceLifecycle

/// The paths of every bank: `/BANK/v1/keys`, `/BANK/v1/enquiries`, `/BANK/v1/answers`.
struct BankRoutes: Sendable {
  let sandbox: Sandbox
  let callbacks: CallbackQueue
  let now: @Sendable () -> Moment

  static let limitBytes = 4 << 20

  func router() -> Router<BasicRequestContext> {
    let router = Router()
    router.add(middleware: JSONErrors())
    router.get("/:bank/v1/keys") { _, context in try keys(try bank(context)) }
    router.post("/:bank/v1/enquiries") { request, context in try await enquiries(request, try bank(context)) }
    router.post("/:bank/v1/answers") { request, context in try await answers(request, try bank(context)) }
    return router
  }

  private func bank(_ context: BasicRequestContext) throws -> SandboxBank {
    let name = context.parameters.get("bank") ?? ""
    guard let code = BankCode(sandbox: name), let bank = try sandbox.bank(code) else { throw HTTPError(.notFound) }
    return bank
  }

  private func keys(_ bank: SandboxBank) throws -> Response {
    let key = bank.key.publicKey.rawRepresentation
    return try JSONReply.ok(KeysMessage(keys: [.init(keyId: keyIdentifier(key), publicKey: key)]))
  }

  private func enquiries(_ request: Request, _ bank: SandboxBank) async throws -> Response {
    if bank.behaviour.fail == .timeout { return try await silence(request) }
    switch await read(EnquiryMessage.self, request) {
    case .failure(let refusal): return refusal.response
    case .success(let message):
      switch IncomingBatch.open(message, at: bank) {
      case .failure(let refusal): return refusal.response
      case .success(let received):
        return try await answer(bank.ask(received, now: now()), of: bank, callback: message.callback.value)
      }
    }
  }

  private func answers(_ request: Request, _ bank: SandboxBank) async throws -> Response {
    if bank.behaviour.fail == .timeout { return try await silence(request) }
    switch await read(FetchMessage.self, request) {
    case .failure(let refusal): return refusal.response
    case .success(let message):
      return try await answer(bank.fetch(message.enquiries, now: now()), of: bank, callback: nil)
    }
  }

  private func read<Message: Decodable>(_ type: Message.Type, _ request: Request) async -> Result<Message, Refusal> {
    guard let buffer = try? await request.body.collect(upTo: Self.limitBytes) else {
      return .failure(Refusal(status: .contentTooLarge, code: "too_large", message: "the body is too large"))
    }
    do {
      return .success(try Wire.decode(type, from: Data(buffer.readableBytesView)))
    } catch {
      return .failure(Refusal(code: error.code, message: "the body cannot be read"))
    }
  }
}

extension BankRoutes {
  /// How long a bank that never answers holds a request at most.
  private static let silence = Duration.seconds(120)

  private func answer(_ conduct: Conduct, of bank: SandboxBank, callback: String?) async throws -> Response {
    switch conduct {
    case .unavailable(let pause):
      return JSONReply.error(
        .serviceUnavailable, "maintenance", "the bank is not available",
        retryAfterSeconds: Int((pause.milliseconds + 999) / 1_000))
    case .silence:
      try await hold(Self.silence)
      throw CancellationError()
    case .body(let bytes): return Response(status: .ok, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    case .reply(let items, let pause, let later):
      try await hold(pause.duration)
      if let later, let callback {
        let answers = later.items.map(AnswerMessage.Item.init)
        callbacks.add(.init(bank: bank.code, url: callback, answers: answers, after: later.after.duration))
      }
      return try JSONReply.ok(AnswerMessage(answers: items.map(AnswerMessage.Item.init)))
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
