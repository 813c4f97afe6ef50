import AsyncHTTPClient
import Crypto
import Domain
import Foundation
import Sealing

/// Asks banks by JSON over HTTP. Connections are kept and shared; redirects are never followed. Logs nothing.
///
/// `shutdown()` must have returned before the port is let go.
public final class HTTPBankPort: BankPort {
  private let exchange: Exchange
  private let keys = KeyCache()

  /// `timeoutSeconds` is for a whole exchange, from connecting to the last byte.
  public init(timeoutSeconds: Double = 10) {
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.timeout.connect = .milliseconds(Int64(timeoutSeconds * 1_000))
    // The engine has its own pauses between attempts; one process may serve many banks, and may hold its replies.
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
    exchange = Exchange(client: HTTPClient(configuration: configuration), timeout: .seconds(timeoutSeconds))
  }

  public func shutdown() async {
    // It fails only when it was shut down before.
    try? await exchange.client.shutdown()
  }

  public func ask(
    _ enquiries: [BankEnquiry], at endpoint: BankEndpoint, batch: String, callback: String?
  ) async throws(BankFailure) -> BankReplies {
    let request = EnquiryRequest(enquiries: enquiries, bank: endpoint.bank, batch: batch, callback: callback)
    let key = try await key(of: endpoint)
    do {
      return try await post(request.message(sealedTo: key), "enquiries", to: endpoint, expecting: enquiries.count)
    } catch .refused(_, "unknown_key") where endpoint.publicKey == nil {
      keys.forget(key.keyId, of: endpoint.url)
      let newer = try await self.key(of: endpoint)
      return try await post(request.message(sealedTo: newer), "enquiries", to: endpoint, expecting: enquiries.count)
    }
  }

  public func fetch(_ enquiries: [String], at endpoint: BankEndpoint) async throws(BankFailure) -> BankReplies {
    try await post(FetchMessage(enquiries: enquiries), "answers", to: endpoint, expecting: enquiries.count)
  }
}

extension HTTPBankPort {
  private func key(of endpoint: BankEndpoint) async throws(BankFailure) -> KeysMessage.Key {
    if let key = endpoint.publicKey { return KeysMessage.Key(keyId: keyIdentifier(key), publicKey: key) }
    if let key = keys[endpoint.url] { return key }
    let request = try request("keys", at: endpoint)
    let body = try await exchange.send(request, limitBytes: Limits.keysBytes)
    guard let key = try read(KeysMessage.self, body).keys.first else { throw .garbage(code: "bad_key") }
    keys.store(key, for: endpoint.url)
    return key
  }

  private func post(
    _ message: some Encodable, _ path: String, to endpoint: BankEndpoint, expecting count: Int
  ) async throws(BankFailure) -> BankReplies {
    var request = try request(path, at: endpoint)
    request.method = .POST
    request.headers.add(name: "Content-Type", value: "application/json")
    request.body = .bytes(encode(message))
    let body = try await exchange.send(request, limitBytes: Limits.answerBytes(enquiries: count))
    return try read(AnswerMessage.self, body).replies
  }

  private func request(_ path: String, at endpoint: BankEndpoint) throws(BankFailure) -> HTTPClientRequest {
    guard endpoint.url.hasPrefix("http://") || endpoint.url.hasPrefix("https://") else { throw .badURL }
    var request = HTTPClientRequest(url: "\(endpoint.url)/v1/\(path)")
    request.headers.add(name: "Accept", value: "application/json")
    return request
  }

  private func read<Message: Decodable>(_ type: Message.Type, _ body: Data) throws(BankFailure) -> Message {
    do {
      return try Wire.decode(type, from: body)
    } catch {
      throw .garbage(code: error.code)
    }
  }

  private func encode(_ message: some Encodable) -> Data {
    do {
      return try Wire.encode(message)
    } catch {
      preconditionFailure("a message of texts and bytes can always be encoded")
    }
  }
}

/// How much is read of what a bank sends.
enum Limits {
  static let keysBytes = 64 << 10
  /// An answer of the largest size takes some 88 KiB in base64.
  static func answerBytes(enquiries: Int) -> Int { (96 << 10) * enquiries + (64 << 10) }
}
