import Domain
import Foundation
import Hummingbird
import NIOPosix
import Sealing
import ServiceLifecycle
import Serving

/// Takes the answers that banks post later: `POST /v1/callback/BANK`, signed by the bank. `GET /v1/keys` shows the
/// network's public keys.
///
/// 200 means taken for good and is signed by the network; when the receiver throws, 503 asks the bank to try again.
public struct CallbackServer: Service {
  public static let path = "/v1/callback"

  private let receiver: any CallbackReceiver
  private let host: String
  private let port: Int
  private let tls: TLSFiles?
  private let limits: ServerLimits
  private let requests: SignedRequests
  private let onListening: @Sendable (Int) async -> Void

  /// Port 0 takes a free one; `onListening` gets the port.
  public init(
    _ receiver: any CallbackReceiver, host: String = "127.0.0.1", port: Int, tls: TLSFiles? = nil,
    limits: ServerLimits = ServerLimits(), onListening: @escaping @Sendable (Int) async -> Void = { _ in }
  ) {
    self.receiver = receiver
    self.host = host
    self.port = port
    self.tls = tls
    self.onListening = onListening
    self.limits = limits
    requests = SignedRequests(isTLS: tls != nil, limits: limits)
  }

  public func run() async throws {
    let routes: [WireRoute] = [
      .get("/v1/keys") { _, _ in JSONReply.ok(try await receiver.networkKeys()) },
      .post("\(Self.path)/:bank") { request, context in try await take(request, context) },
    ]
    do {
      try await cancelWhenGracefulShutdown { try await waitForCertificate() }
    } catch is CancellationError {
      return
    }
    let loops = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let outcome: Result<Void, any Error>
    do {
      let application = try WireServer.application(
        routes, host: host, port: port, tls: tls, limits: limits, loops: loops, onListening: onListening)
      outcome = .success(
        try await withTaskExecutorPreference(LoopExecutor(loops.next())) { try await application.run() })
    } catch {
      outcome = .failure(error)
    }
    try? await loops.shutdownGracefully()
    try outcome.get()
  }

  /// Waits until the certificate's files can be used, which may be being written just now. The engine reports that
  /// meanwhile, and its enquiries wait for the same files.
  private func waitForCertificate() async throws {
    guard let tls else { return }
    while (try? tls.check()) == nil { try await Task.sleep(for: .milliseconds(500)) }
  }

  private func take(_ request: Request, _ context: WireContext) async throws -> Response {
    let bank = BankCode(context.parameters.get("bank") ?? "")
    guard let keys = try await receiver.signingKeys(of: bank) else {
      throw WireRefusal(.unknownBank, "no bank has this code")
    }
    do {
      guard !Self.hasQuery(request) else { throw WireRefusal.unexpectedQuery }
      let read = try await requests.read(request, in: context) { id in keys.first { $0.keyId == id } }
      guard FieldRule.isAllowed(read.request.fields, in: .callback) else { throw WireRefusal.unexpectedField }
      let message = try Self.decode(read.body)
      guard let taken = try await receiver.take(message.replies, from: bank, nonce: read.verified) else {
        throw WireRefusal(.replayed)
      }
      return JSONReply.signed(Wire.encode(taken), to: read.request, by: try await receiver.networkSigner())
    } catch let refusal as WireRefusal {
      receiver.note(refusal: refusal.code, of: bank)
      throw refusal
    }
  }

  /// Whether the URL has a query: the path alone names the bank.
  private static func hasQuery(_ request: Request) -> Bool {
    request.head.path?.utf8.contains { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? false
  }

  private static func decode(_ body: [UInt8]) throws(WireRefusal) -> AnswerMessage {
    do { return try Wire.decode(AnswerMessage.self, from: body) } catch { throw WireRefusal(error) }
  }
}

/// The receiver of the messages that come to the callback server.
public protocol CallbackReceiver: Sendable {
  /// The network's public keys.
  func networkKeys() async throws -> KeysMessage
  /// The signer of the network's replies.
  func networkSigner() async throws -> MessageSigner
  /// Every key that may sign messages of a bank; nil if the bank does not exist.
  func signingKeys(of bank: BankCode) async throws -> [VerifyingKey]?
  /// Takes answers in for good; nil if the nonce was seen before, perhaps in another process.
  func take(
    _ replies: BankReplies, from bank: BankCode, nonce: MessageVerifier.Verified
  ) async throws -> TakenMessage?
  /// Counts a message that was refused before its answers were read. Called often under a flood: it must cost next to
  /// nothing.
  func note(refusal code: String, of bank: BankCode)
}
