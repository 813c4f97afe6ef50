import AsyncHTTPClient
import BankLink
import Domain
import Foundation

/// The connections to the bank under test.
final class Lines: Sendable {
  private let endpoint: BankEndpoint
  private let connections: Connections
  private let tls: TLSFiles?
  private let timeout: Duration
  /// Two hundred of the largest answers.
  private static let limitBytes = 24 << 20

  init(_ endpoint: BankEndpoint, isSandbox: Bool, tls: TLSFiles?, timeout: Duration) {
    self.endpoint = endpoint
    self.tls = tls
    self.timeout = timeout
    connections = Connections(timeoutSeconds: Double(timeout.components.seconds), isSandbox: isSandbox, tls: tls)
  }

  func shutdown() async { await connections.shutdown() }

  /// Throws `BankFailure` where no response comes.
  func send(_ parcel: Parcel) async throws -> Reply {
    let (client, configuration) = try await connections.client(for: endpoint)
    var request = request(parcel)
    request.tlsConfiguration = configuration
    return try await exchange(client, request, parcel)
  }

  /// Over a connection that shows no certificate.
  func sendAnonymously(_ parcel: Parcel) async throws -> Reply {
    let (client, _) = try await connections.client(for: endpoint)
    var request = request(parcel)
    request.tlsConfiguration = try tls?.anonymous()
    return try await exchange(client, request, parcel)
  }

  private func request(_ parcel: Parcel) -> HTTPClientRequest {
    var request = HTTPClientRequest(url: parcel.url)
    request.method = .init(rawValue: parcel.request.method)
    request.headers.add(name: "Accept", value: "application/json")
    for field in parcel.request.fields { request.headers.add(name: field.name, value: field.value) }
    if parcel.request.method != "GET" { request.body = .bytes(parcel.body) }
    return request
  }

  private func exchange(_ client: HTTPClient, _ request: HTTPClientRequest, _ parcel: Parcel) async throws -> Reply {
    let start = ContinuousClock.now
    let answer = try await Exchange(client: client, timeout: timeout).send(request, limitBytes: Self.limitBytes)
    return Reply(
      status: answer.status, fields: answer.fields, body: answer.body, request: parcel.request,
      took: ContinuousClock.now - start)
  }
}

extension Finding {
  /// No response came at all.
  init(_ failure: BankFailure) {
    switch failure {
    case .timedOut: self.init(zh: "该行没有在限时内答复", en: "the bank did not respond in time", isSlow: true)
    case .unreachable: self.init(zh: "无法连接，或连接中断", en: "no connection was made, or it was cut")
    case .untrusted:
      self.init(
        zh: "TLS 握手失败（证书不受信任、过期或名称不符）",
        en: "the TLS handshake failed: the certificate is not trusted, expired or for another name")
    case .redirected: self.init(zh: "该行要求转向其他地址，这不被允许", en: "the bank redirects elsewhere, which is never followed")
    case .forbidden, .garbage, .throttled, .unavailable, .refused:
      self.init(zh: "请求无法完成（\(failure.code)）", en: "the request could not be made (\(failure.code))")
    }
  }
}
