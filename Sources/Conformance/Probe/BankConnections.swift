import AsyncHTTPClient
import BankLink
import Foundation
import NIOSSL
import Serving

/// The connections to the bank under test.
final class BankConnections: Sendable {
  private let endpoint: BankEndpoint
  private let connections: Connections
  private let tls: TLSFiles?
  private let timeout: Duration
  private let log: WireLog?
  /// The largest size of a response: more than the network reads, so that a finding can name the size.
  private static let limitBytes = 32 << 20

  init(_ endpoint: BankEndpoint, isSandbox: Bool, tls: TLSFiles?, timeout: Duration, log: WireLog?) {
    self.endpoint = endpoint
    self.tls = tls
    self.timeout = timeout
    self.log = log
    connections = Connections(timeoutSeconds: Double(timeout.components.seconds), isSandbox: isSandbox, tls: tls)
  }

  func shutdown() async { await connections.shutdown() }

  /// Throws `BankFailure` if no response comes.
  func send(_ outgoing: OutgoingRequest, for check: String = "") async throws -> Reply {
    let (client, configuration) = try await connections.client(for: endpoint)
    return try await exchange(client, configuration, outgoing, check)
  }

  /// Sends over a connection that presents no certificate, or one that no authority trusted by the bank has signed.
  func send(_ outgoing: OutgoingRequest, showing certificate: ShownCertificate, for check: String) async throws -> Reply
  {
    let (client, _) = try await connections.client(for: endpoint)
    let configuration =
      switch certificate {
      case .none: try tls?.anonymous()
      case .foreign: try tls?.foreign()
      }
    return try await exchange(client, configuration, outgoing, check)
  }

  enum ShownCertificate { case none, foreign }

  private func exchange(
    _ client: HTTPClient, _ configuration: TLSConfiguration?, _ outgoing: OutgoingRequest, _ check: String
  ) async throws -> Reply {
    let method = outgoing.request.method
    guard var request = try? HTTPClient.Request(url: outgoing.url, method: .init(rawValue: method)) else {
      throw BankFailure.forbidden(code: "bad_url")
    }
    request.tlsConfiguration = configuration
    request.headers.add(name: "Accept", value: "application/json, application/problem+json")
    for field in outgoing.request.fields { request.headers.add(name: field.name, value: field.value) }
    if method != "GET" { request.body = .bytes(outgoing.body) }
    let start = ContinuousClock.now
    do throws(BankFailure) {
      let answer = try await Exchange(client: client, timeout: timeout).send(request, limitBytes: Self.limitBytes)
      let reply = Reply(
        status: answer.status, fields: answer.fields, body: answer.body, request: outgoing.request,
        took: ContinuousClock.now - start)
      log?.note(outgoing, .success(reply), for: check)
      return reply
    } catch {
      log?.note(outgoing, .failure(error), for: check)
      throw error
    }
  }
}

extension Finding {
  /// No response came at all.
  init(_ failure: BankFailure, _ limits: ConformanceLimits) {
    switch failure {
    case .timedOut:
      let seconds = limits.exchange.components.seconds
      self.init(
        zh: "该行没有在 \(seconds) 秒内答复",
        en: "the bank did not respond within \(seconds) s", isSlow: true, limit: .exchange)
    case .unreachable: self.init(zh: "无法连接，或连接中断", en: "no connection, or it was cut")
    case .untrusted:
      self.init(
        zh: "TLS 握手失败（证书不受信任、过期或名称不符）",
        en: "the TLS handshake failed: the certificate is not trusted, has expired or is for another name")
    case .redirected:
      self.init(zh: "该行重定向到其他地址，网络不跟随重定向", en: "the bank redirects elsewhere: redirects are never followed")
    case .forbidden, .garbage, .throttled, .unavailable, .refused:
      self.init(zh: "请求无法完成（\(failure.code)）", en: "the request failed (\(failure.code))")
    }
  }

  /// The whole check took too long, waiting for late answers left aside.
  static func tooLong(_ limits: ConformanceLimits) -> Finding {
    let seconds = limits.check.components.seconds
    return Finding(
      zh: "这项检查没有在 \(seconds) 秒内做完",
      en: "the check did not finish within \(seconds) s", isSlow: true, limit: .check)
  }
}
