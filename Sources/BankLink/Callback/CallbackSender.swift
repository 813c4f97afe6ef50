import AsyncHTTPClient
import Domain
import Foundation

/// A bank's side of the callback: posts answers that it had accepted for later, signed.
public final class CallbackSender: Sendable {
  private let client: HTTPClient
  /// Begins a new connection for every request.
  private let fresh: HTTPClient
  private let timeout: Duration
  private let tls: TLSFiles?

  public init(timeoutSeconds: Double = 10, tls: TLSFiles? = nil) {
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.timeout.read = .milliseconds(Int64(timeoutSeconds * 1_000))
    // Whoever sends has pauses of its own between attempts.
    configuration.connectionPool.retryConnectionEstablishment = false
    client = HTTPClient(configuration: configuration)
    configuration.maximumUsesPerConnection = 1
    fresh = HTTPClient(configuration: configuration)
    timeout = .seconds(timeoutSeconds)
    self.tls = tls
  }

  public func shutdown() async {
    try? await client.shutdown()
    try? await fresh.shutdown()
  }

  /// Posts once, or once more where a kept connection was closed without a byte of a reply, and gives what the network
  /// said. What is retryable the bank tries again, signed anew.
  @discardableResult
  public func send(
    _ answers: [AnswerMessage.Item], to url: String, signedBy signer: MessageSigner
  ) async throws(BankFailure) -> TakenMessage {
    let body = Wire.encode(AnswerMessage(answers: answers))
    guard let url = EndpointURL(url), let signed = SignedRequest(method: "POST", url: url.text) else {
      throw .forbidden(code: "bad_url")
    }
    var answer = try await post(body, to: url, signed, signer, over: client)
    if answer == nil { answer = try await post(body, to: url, signed, signer, over: fresh) }
    guard let answer else { throw .unreachable }
    if let failure = answer.failure { throw failure }
    do { return try Wire.decode(TakenMessage.self, from: answer.body) } catch { throw .garbage(code: error.code) }
  }

  /// Nil where the connection was closed without a byte of a reply.
  private func post(
    _ body: Data, to url: EndpointURL, _ signed: SignedRequest, _ signer: MessageSigner, over client: HTTPClient
  ) async throws(BankFailure) -> HTTPAnswer? {
    var request = HTTPClientRequest(url: url.text)
    request.method = .POST
    if url.scheme == .https, let tls { request.tlsConfiguration = try? tls.client() }
    request.headers.add(name: "Content-Type", value: "application/json")
    for field in signer.fields(for: signed, body: body) { request.headers.add(name: field.name, value: field.value) }
    request.body = .bytes(body)
    return try await Exchange(client: client, timeout: timeout).sendUnlessClosed(request, limitBytes: Limits.keysBytes)
  }
}
