import AsyncHTTPClient
import Domain
import Foundation
import NIOCore
import Sealing
import Serving

/// A bank's side of the callback: posts answers that it had accepted for later, signed.
public final class CallbackSender: Sendable {
  private let usual: KeptClient
  /// Begins a new connection for every request.
  private let fresh: KeptClient
  private let timeout: Duration
  private let tls: TLSFiles?
  private let sendsOnceMore: Bool
  private let mediaType: String

  public convenience init(timeoutSeconds: Double = 10, tls: TLSFiles? = nil) {
    self.init(timeoutSeconds: timeoutSeconds, tls: tls, sendsOnceMore: true)
  }

  /// A sender with faults, for the conformance suite's own tests: one that does not send once more loses an answer
  /// whenever a kept connection is closed, and one of another type than JSON is refused.
  package init(
    timeoutSeconds: Double = 10, tls: TLSFiles?, sendsOnceMore: Bool, mediaType: String = "application/json"
  ) {
    self.sendsOnceMore = sendsOnceMore
    self.mediaType = mediaType
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.timeout.read = .milliseconds(Int64(timeoutSeconds * 1_000))
    // The caller has pauses of its own between attempts.
    configuration.connectionPool.retryConnectionEstablishment = false
    usual = KeptClient(configuration)
    configuration.maximumUsesPerConnection = 1
    fresh = KeptClient(configuration)
    timeout = .seconds(timeoutSeconds)
    self.tls = tls
  }

  public func shutdown() async {
    await usual.shutdown()
    await fresh.shutdown()
  }

  /// Posts once, or once more if a kept connection was closed without a byte of a reply, and gives the network's reply.
  /// The caller sends a retryable message again, signed anew.
  ///
  /// With `trusted` the 200 has to be signed by one of these keys: without a valid signature nothing counts as taken.
  @discardableResult
  public func send(
    _ answers: [AnswerMessage.Item], to url: String, signedBy signer: MessageSigner,
    trusted: ((String) -> VerifyingKey?)? = nil
  ) async throws(BankFailure) -> TakenMessage {
    try await send(
      Wire.encode(AnswerMessage(answers: answers)), to: url, signedBy: signer, trusted: trusted)
  }

  /// Posts a body unchanged.
  @discardableResult
  package func send(
    _ body: Data, to url: String, signedBy signer: MessageSigner, trusted: ((String) -> VerifyingKey?)? = nil
  ) async throws(BankFailure) -> TakenMessage {
    guard let url = EndpointURL(url), let unsigned = SignedRequest(method: "POST", url: url.text) else {
      throw .forbidden(code: "bad_url")
    }
    var post = try await post(body, to: url, unsigned, signer, over: usual)
    if post.answer == nil, sendsOnceMore { post = try await self.post(body, to: url, unsigned, signer, over: fresh) }
    guard let answer = post.answer else { throw .unreachable }
    if let failure = answer.failure { throw failure }
    if let trusted { try verify(answer, to: post.request, trusted) }
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

  /// Posts; nil if the connection was closed without a byte of a reply.
  private func post(
    _ body: Data, to url: EndpointURL, _ unsigned: SignedRequest, _ signer: MessageSigner, over kept: KeptClient
  ) async throws(BankFailure) -> (request: SignedRequest, answer: HTTPAnswer?) {
    guard var request = try? HTTPClient.Request(url: url.text, method: .POST) else { throw .forbidden(code: "bad_url") }
    if url.scheme == .https, let tls { request.tlsConfiguration = try? tls.client() }
    request.headers.add(name: "Content-Type", value: mediaType)
    var signed = unsigned
    signed.fields = signer.fields(for: unsigned, body: body)
    for field in signed.fields { request.headers.add(name: field.name, value: field.value) }
    request.body = .byteBuffer(ByteBuffer(bytes: body))
    let exchange = Exchange(client: kept.client, timeout: timeout)
    return (signed, try await exchange.sendUnlessClosed(request, limitBytes: Limits.keysBytes))
  }
}
