import AsyncHTTPClient
import Domain
import Foundation

/// A bank's side of the callback: posts answers that it had accepted for later, signed.
public final class CallbackSender: Sendable {
  private let client: HTTPClient
  private let exchange: Exchange
  private let tls: TLSFiles?

  public init(timeoutSeconds: Double = 10, tls: TLSFiles? = nil) {
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.timeout.read = .milliseconds(Int64(timeoutSeconds * 1_000))
    // Whoever sends has pauses of its own between attempts.
    configuration.connectionPool.retryConnectionEstablishment = false
    client = HTTPClient(configuration: configuration)
    exchange = Exchange(client: client, timeout: .seconds(timeoutSeconds))
    self.tls = tls
  }

  public func shutdown() async { try? await client.shutdown() }

  /// Posts once and gives what the network said. What is retryable the bank tries again, signed anew.
  @discardableResult
  public func send(
    _ answers: [AnswerMessage.Item], to url: String, signedBy signer: MessageSigner
  ) async throws(BankFailure) -> TakenMessage {
    let body = Wire.encode(AnswerMessage(answers: answers))
    guard let signed = SignedRequest(method: "POST", url: url), ["http", "https"].contains(signed.scheme) else {
      throw .forbidden(code: "bad_url")
    }
    var request = HTTPClientRequest(url: url)
    request.method = .POST
    if signed.scheme == "https", let tls { request.tlsConfiguration = try? tls.client() }
    request.headers.add(name: "Content-Type", value: "application/json")
    for field in signer.fields(for: signed, body: body) { request.headers.add(name: field.name, value: field.value) }
    request.body = .bytes(body)
    let answer = try await exchange.send(request, limitBytes: Limits.keysBytes)
    if let failure = answer.failure { throw failure }
    do { return try Wire.decode(TakenMessage.self, from: answer.body) } catch { throw .garbage(code: error.code) }
  }
}
