import BankLink
import Domain
import Foundation
import Hummingbird
import NIOCore
import ServiceLifecycle
import Serving
import Text

/// Serves the reference banks over HTTP, each at `http://HOST:PORT/BANK`. Held requests are dropped when the server is
/// told to stop.
public struct SandboxServer: Service {
  private let sandbox: Sandbox
  private let host: String
  private let port: Int
  private let tls: TLSFiles?
  private let limits: ServerLimits
  private let now: @Sendable () -> Moment
  private let onListening: @Sendable (Int) async -> Void

  /// Port 0 takes a free one; `onListening` gets the port.
  public init(
    sandbox: Sandbox, host: String = "127.0.0.1", port: Int, tls: TLSFiles? = nil,
    limits: ServerLimits = ServerLimits(),
    now: @escaping @Sendable () -> Moment = { Moment(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000)) },
    onListening: @escaping @Sendable (Int) async -> Void = { _ in }
  ) {
    self.sandbox = sandbox
    self.host = host
    self.port = port
    self.tls = tls
    self.limits = limits
    self.now = now
    self.onListening = onListening
  }

  public func run() async throws {
    let sender = CallbackSender(
      tls: tls, sendsOnceMore: sandbox.mutant != .callbackRepeated,
      mediaType: sandbox.mutant == .callbackReadable ? "text/html" : "application/json")
    let callbacks = CallbackQueue(sender: sender, trust: sandbox.trust, mutant: sandbox.mutant)
    let routes = BankRoutes(
      sandbox: sandbox, callbacks: callbacks, requests: SignedRequests(isTLS: tls != nil, limits: limits), now: now)
    let shown =
      switch sandbox.mutant {
      case .mutualTLS: tls?.admitting(.anybody)
      case .foreignCertificate: tls?.admitting(.anyCertificate)
      default: sandbox.variant == .gateway ? tls?.admitting(.asked) : tls
      }
    let application = try WireServer.application(
      routes.all, host: host, port: port, tls: shown, limits: limits, services: [callbacks], onListening: onListening)
    let outcome: Result<Void, any Error>
    do { outcome = .success(try await application.run()) } catch { outcome = .failure(error) }
    await sender.shutdown()
    if case .failure(let error) = outcome { throw ListenFault(error, host: host, port: port) ?? error }
  }
}

/// The address cannot be listened on.
public struct ListenFault: Fault, Equatable {
  public let host: String
  public let port: Int
  public let isInUse: Bool

  init?(_ error: any Error, host: String, port: Int) {
    let isInUse = (error as? IOError)?.errnoCode == EADDRINUSE
    let isOfAddress = error is IOError || error is SocketAddressError || error is SocketAddressError.UnknownHost
    guard isOfAddress else { return nil }
    self.host = host
    self.port = port
    self.isInUse = isInUse
  }

  public var code: String { isInUse ? "address_in_use" : "address_unusable" }
  public var kind: FaultKind { .environment }
  public var facts: [JSONValue.Member] { [.init("host", .string(host)), .init("port", JSONValue(port))] }

  public var message: Bilingual {
    isInUse
      ? Bilingual(zh: "\(host):\(port) 已被其他程序占用", en: "another program is listening on \(host):\(port)")
      : Bilingual(zh: "无法监听 \(host):\(port)", en: "cannot listen on \(host):\(port)")
  }
}
