import AsyncHTTPClient
import Domain
import Foundation
import NIOCore
import NIOSSL
import Serving
import Synchronization

/// The clients through which banks are reached. Connections are kept and shared; redirects are never followed.
///
/// Outside a sandbox a host is resolved here, judged by `NetworkAddress.isGloballyReachable`, and the connection goes
/// to the very address that was judged, which is checked again once the connection stands; the name is resolved anew
/// every minute.
package final class Connections: Sendable {
  private let configuration: HTTPClient.Configuration
  private let isSandbox: Bool
  private let tls: TLSFiles?
  private let shared: Clients
  private let pinned = Mutex<[EndpointHost: Pin]>([:])
  private static let lifetimeSeconds = 60.0

  private struct Pin {
    let clients: Clients
    let address: NetworkAddress
    let isPublic: Bool
    let until: Double
  }

  /// Two clients for the same endpoint.
  private struct Clients: Sendable {
    /// The client that keeps connections.
    let usual: KeptClient
    /// The client that begins a new connection for every request.
    let fresh: KeptClient

    init(_ configuration: HTTPClient.Configuration) {
      usual = KeptClient(configuration)
      var single = configuration
      single.maximumUsesPerConnection = 1
      fresh = KeptClient(single)
    }

    func shutdown() async {
      await usual.shutdown()
      await fresh.shutdown()
    }
  }

  package init(timeoutSeconds: Double, isSandbox: Bool, tls: TLSFiles?) {
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.timeout.connect = .milliseconds(Int64(timeoutSeconds * 1_000))
    configuration.timeout.read = .milliseconds(Int64(timeoutSeconds * 1_000))
    // The engine has its own pauses between attempts; one process may serve many banks, and may hold its replies.
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
    configuration.maximumUsesPerConnection = 1_000
    // Requests concern people: nothing of them is traced.
    configuration.tracing.tracer = nil
    configuration.watchConnections(endingWith: tls, to: nil)
    // Less than servers wait for the next request, so that none is sent into a connection that is being closed.
    configuration.connectionPool.idleTimeout = .seconds(10)
    self.configuration = configuration
    self.isSandbox = isSandbox
    self.tls = tls
    shared = Clients(configuration)
  }

  package func shutdown() async {
    for pin in pinned.withLock({ Array($0.values) }) { await pin.clients.shutdown() }
    await shared.shutdown()
  }

  /// The client for an endpoint, with the additions that its requests need beside the URL. `isFresh`: on a connection
  /// of its own.
  package func client(
    for endpoint: BankEndpoint, isFresh: Bool = false
  ) async throws(BankFailure) -> (HTTPClient, TLSConfiguration?) {
    guard let url = EndpointURL(endpoint.url) else { throw .forbidden(code: "bad_url") }
    return try await client(at: url, for: endpoint, isFresh: isFresh)
  }

  /// The same with the endpoint's URL, read before.
  func client(
    at url: EndpointURL, for endpoint: BankEndpoint, isFresh: Bool
  ) async throws(BankFailure) -> (HTTPClient, TLSConfiguration?) {
    guard url.scheme == .https || isSandbox else { throw .forbidden(code: "https_required") }
    let clients = isSandbox ? shared : try await pinned(url.host, endpoint)
    return ((isFresh ? clients.fresh : clients.usual).client, try url.scheme == .https ? tlsConfiguration() : nil)
  }

  /// The fault for which no https request can be made.
  var obstacle: LocalFault? { LocalFault(of: tls) }

  private func tlsConfiguration() throws(BankFailure) -> TLSConfiguration? {
    guard let tls else {
      if isSandbox { return nil }
      throw .forbidden(code: "certificate_missing")
    }
    do { return try tls.client() } catch { throw .forbidden(code: "certificate_unusable") }
  }

  private func pinned(_ host: EndpointHost, _ endpoint: BankEndpoint) async throws(BankFailure) -> Clients {
    let now = Date().timeIntervalSince1970
    if let pin = pinned.withLock({ $0[host] }), now < pin.until {
      guard pin.isPublic || endpoint.allowsPrivateLines else { throw .forbidden(code: "private_address") }
      return pin.clients
    }
    let addresses = await AddressRule.resolve(host)
    guard let first = addresses.first else { throw .unreachable }
    let isPublic = addresses.allSatisfy(\.isGloballyReachable)
    guard isPublic || endpoint.allowsPrivateLines else { throw .forbidden(code: "private_address") }
    return pin(host, to: first, isPublic: isPublic, until: now + Self.lifetimeSeconds)
  }

  /// The clients of a host, kept while its address stays the same.
  private func pin(_ host: EndpointHost, to address: NetworkAddress, isPublic: Bool, until: Double) -> Clients {
    let (clients, replaced): (Clients, Clients?) = pinned.withLock { pinned in
      let old = pinned[host]
      if let old, old.address == address {
        pinned[host] = Pin(clients: old.clients, address: address, isPublic: isPublic, until: until)
        return (old.clients, nil)
      }
      var configuration = configuration
      configuration.dnsOverride = [host.text: address.text]
      configuration.watchConnections(endingWith: tls, to: address)
      let made = Clients(configuration)
      pinned[host] = Pin(clients: made, address: address, isPublic: isPublic, until: until)
      return (made, old?.clients)
    }
    if let replaced { Task { await replaced.shutdown() } }
    return clients
  }
}

extension HTTPClient.Configuration {
  /// Makes every connection end with the certificates that it began with, and closes one that leads to another address
  /// than intended before anything is sent.
  fileprivate mutating func watchConnections(endingWith tls: TLSFiles?, to address: NetworkAddress?) {
    let watch: @Sendable (any NIOCore.Channel) -> EventLoopFuture<Void> = { channel in
      channel.eventLoop.makeCompletedFuture {
        guard address == nil || channel.remoteAddress.flatMap(NetworkAddress.init) == address else {
          channel.close(promise: nil)
          throw BankFailure.forbidden(code: "private_address")
        }
        try channel.pipeline.syncOperations.addHandler(JoinedFlushes(), position: .first)
        try channel.pipeline.syncOperations.addHandler(CertificateTerm(ownEnd: tls?.end))
      }
    }
    http1_1ConnectionDebugInitializer = watch
    http2ConnectionDebugInitializer = watch
  }
}

extension NetworkAddress {
  /// Nil if the host is not an internet address.
  fileprivate init?(_ address: SocketAddress) {
    switch address {
    case .v4(let four): self.init(withUnsafeBytes(of: four.address.sin_addr) { Array($0) })
    case .v6(let six): self.init(withUnsafeBytes(of: six.address.sin6_addr) { Array($0) })
    case .unixDomainSocket: return nil
    }
  }
}
