import AsyncHTTPClient
import Domain
import Foundation
import Sealing

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
  ///
  /// With `trusted` the 200 has to be signed by one of these keys: without a signature that counts nothing was taken.
  @discardableResult
  public func send(
    _ answers: [AnswerMessage.Item], to url: String, signedBy signer: MessageSigner,
    trusted: ((String) -> VerifyingKey?)? = nil
  ) async throws(BankFailure) -> TakenMessage {
    let body = Wire.encode(AnswerMessage(answers: answers))
    guard var signed = SignedRequest(method: "POST", url: url), ["http", "https"].contains(signed.scheme) else {
      throw .forbidden(code: "bad_url")
    }
    var request = HTTPClientRequest(url: url)
    request.method = .POST
    if signed.scheme == "https", let tls { request.tlsConfiguration = try? tls.client() }
    request.headers.add(name: "Content-Type", value: "application/json")
    signed.fields = signer.fields(for: signed, body: body)
    for field in signed.fields { request.headers.add(name: field.name, value: field.value) }
    request.body = .bytes(body)
    let answer = try await exchange.send(request, limitBytes: Limits.keysBytes)
    if let failure = answer.failure { throw failure }
    if let trusted { try verify(answer, to: signed, trusted) }
    do { return try Wire.decode(TakenMessage.self, from: answer.body) } catch { throw .garbage(code: error.code) }
  }

  private func verify(
    _ answer: HTTPAnswer, to request: SignedRequest, _ trusted: (String) -> VerifyingKey?
  ) throws(BankFailure) {
    let response = SignedResponse(status: answer.status, fields: answer.fields, request: request)
    do { _ = try MessageVerifier().verify(response, body: answer.body, key: trusted) } catch {
      throw .garbage(code: error.code)
    }
  }
}
