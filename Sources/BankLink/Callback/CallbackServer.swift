import Domain
import Foundation
import Hummingbird
import Logging
import ServiceLifecycle

/// Takes the answers that banks post later: `POST /v1/callback` with `{"bank":"abc","answers":[...]}`.
///
/// 200 means taken for good; when the handler throws, 503 asks the bank to try again.
public struct CallbackServer: Service {
  public typealias Handler = @Sendable (BankCode, BankReplies) async throws -> Void

  public static let path = "/v1/callback"
  static let limitBytes = 4 << 20

  private let host: String
  private let port: Int
  private let handler: Handler
  private let onListening: @Sendable (Int) async -> Void

  /// Port 0 takes a free one; `onListening` is told which.
  public init(
    host: String = "127.0.0.1", port: Int, onListening: @escaping @Sendable (Int) async -> Void = { _ in },
    handler: @escaping Handler
  ) {
    self.host = host
    self.port = port
    self.handler = handler
    self.onListening = onListening
  }

  public func run() async throws {
    let router = Router()
    router.add(middleware: JSONErrors())
    router.post(RouterPath(Self.path)) { [handler] request, _ in try await Self.take(request, handler) }
    let application = Application(
      router: router, configuration: .init(address: .hostname(host, port: port)),
      onServerRunning: { [onListening] in await onListening($0.localAddress?.port ?? 0) }, logger: silentLogger)
    try await application.run()
  }

  private static func take(_ request: Request, _ handler: Handler) async throws -> Response {
    let buffer = try await request.body.collect(upTo: limitBytes)
    let message: AnswerMessage
    do {
      message = try Wire.decode(AnswerMessage.self, from: Data(buffer.readableBytesView))
    } catch {
      return JSONReply.error(.badRequest, error.code, "the body cannot be read")
    }
    guard let bank = message.bank else { return JSONReply.error(.badRequest, "bad_shape", "the bank is missing") }
    do {
      try await handler(BankCode(bank), message.replies)
    } catch {
      return JSONReply.error(.serviceUnavailable, "unavailable", "try again later", retryAfterSeconds: 1)
    }
    return JSONReply.taken
  }
}

/// A logger for servers whose requests concern people: nothing is written.
public let silentLogger = Logger(label: "chaka") { _ in SwiftLogNoOpLogHandler() }
