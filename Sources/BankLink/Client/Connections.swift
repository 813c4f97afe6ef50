import AsyncHTTPClient
import Domain
import Foundation
import NIOCore
import NIOSSL
import Synchronization

/// The clients through which banks are reached. Connections are kept and shared; redirects are never followed.
///
/// Outside a sandbox a host is resolved here, judged by `AddressRule`, and the connection goes to the very address that
/// was judged; the address is looked up anew every minute.
package final class Connections: Sendable {
  private let configuration: HTTPClient.Configuration
  private let isSandbox: Bool
  private let tls: TLSFiles?
  private let shared: HTTPClient
  private let pinned = Mutex<[String: Pin]>([:])
  private static let lifetimeSeconds = 60.0

  private struct Pin {
    let client: HTTPClient
    let address: String
    let isPublic: Bool
    let until: Double
  }

  package init(timeoutSeconds: Double, isSandbox: Bool, tls: TLSFiles?) {
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.timeout.connect = .milliseconds(Int64(timeoutSeconds * 1_000))
    configuration.timeout.read = .milliseconds(Int64(timeoutSeconds * 1_000))
    // The engine has its own pauses between attempts; one process may serve many banks, and may hold its replies.
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
    configuration.maximumUsesPerConnection = 1_000
    // What is asked concerns people: nothing of it is traced.
    configuration.tracing.tracer = nil
    let endsWithCertificates: @Sendable (any NIOCore.Channel) -> EventLoopFuture<Void> = { channel in
      channel.eventLoop.makeCompletedFuture {
        try channel.pipeline.syncOperations.addHandler(CertificateTerm(ownEnd: tls?.end))
      }
    }
    configuration.http1_1ConnectionDebugInitializer = endsWithCertificates
    configuration.http2ConnectionDebugInitializer = endsWithCertificates
    // Less than servers wait for the next request, so that none is sent into a connection that is being closed.
    configuration.connectionPool.idleTimeout = .seconds(10)
    self.configuration = configuration
    self.isSandbox = isSandbox
    self.tls = tls
    shared = HTTPClient(configuration: configuration)
  }

  package func shutdown() async {
    // It fails only when it was shut down before.
    for pin in pinned.withLock({ Array($0.values) }) { try? await pin.client.shutdown() }
    try? await shared.shutdown()
  }

  /// The client for an endpoint and what its requests need beside the URL.
  package func client(for endpoint: BankEndpoint) async throws(BankFailure) -> (HTTPClient, TLSConfiguration?) {
    guard let url = URLComponents(string: endpoint.url), let host = url.host, !host.isEmpty,
      let scheme = url.scheme?.lowercased(), scheme == "http" || scheme == "https"
    else { throw .forbidden(code: "bad_url") }
    guard scheme == "https" || isSandbox else { throw .forbidden(code: "https_required") }
    let client = isSandbox ? shared : try await pinned(host, endpoint)
    return (client, try scheme == "https" ? tlsConfiguration() : nil)
  }

  /// A client of its own for one request over a new connection; whoever asked for it shuts it down.
  func fresh(for endpoint: BankEndpoint) async throws(BankFailure) -> (HTTPClient, TLSConfiguration?) {
    let (_, tls) = try await client(for: endpoint)
    var configuration = configuration
    if !isSandbox, let host = URLComponents(string: endpoint.url)?.host {
      let bare = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
      // The very address that was judged.
      guard let address = pinned.withLock({ $0[bare]?.address }) else { throw .unreachable }
      configuration.dnsOverride = [bare: address]
    }
    return (HTTPClient(configuration: configuration), tls)
  }

  private func tlsConfiguration() throws(BankFailure) -> TLSConfiguration? {
    guard let tls else {
      if isSandbox { return nil }
      throw .forbidden(code: "certificate_missing")
    }
    do { return try tls.client() } catch { throw .forbidden(code: "certificate_unusable") }
  }

  private func pinned(_ host: String, _ endpoint: BankEndpoint) async throws(BankFailure) -> HTTPClient {
    let now = Date().timeIntervalSince1970
    let bare = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
    if let pin = pinned.withLock({ $0[bare] }), now < pin.until {
      guard pin.isPublic || endpoint.allowsPrivateLines else { throw .forbidden(code: "private_address") }
      return pin.client
    }
    let addresses = await AddressRule.resolve(bare)
    guard let first = addresses.first else { throw .unreachable }
    let isPublic = addresses.allSatisfy(AddressRule.isPublic)
    guard isPublic || endpoint.allowsPrivateLines else { throw .forbidden(code: "private_address") }
    return pin(bare, to: AddressRule.text(first), isPublic: isPublic, until: now + Self.lifetimeSeconds)
  }

  /// Keeps the client while the address stays the same.
  private func pin(_ host: String, to address: String, isPublic: Bool, until: Double) -> HTTPClient {
    let (client, replaced): (HTTPClient, HTTPClient?) = pinned.withLock { pinned in
      let old = pinned[host]
      if let old, old.address == address {
        pinned[host] = Pin(client: old.client, address: address, isPublic: isPublic, until: until)
        return (old.client, nil)
      }
      var configuration = configuration
      configuration.dnsOverride = [host: address]
      let made = HTTPClient(configuration: configuration)
      pinned[host] = Pin(client: made, address: address, isPublic: isPublic, until: until)
      return (made, old?.client)
    }
    if let replaced { Task { try? await replaced.shutdown() } }
    return client
  }
}
