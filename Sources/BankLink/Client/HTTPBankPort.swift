import AsyncHTTPClient
import Domain
import Foundation
import NIOSSL
import Sealing
import Text

/// Asks banks by signed JSON over HTTP. Logs nothing.
///
/// Every request is signed by the network, every 200 has to be signed by the bank. `shutdown()` must have returned
/// before the port is released.
public final class HTTPBankPort: BankPort {
  private let settings: Settings
  private let connections: Connections
  private let keys = KeyCache()
  private let verifier = MessageVerifier()

  public struct Settings: Sendable {
    /// The time limit of a whole exchange, from connecting to the last byte.
    public var timeoutSeconds: Double = 10
    /// Whether the network is a sandbox, which takes plain http and private addresses, reads banks' keys from their
    /// endpoints, and introduces itself.
    public var isSandbox = false
    /// The files for https.
    public var tls: TLSFiles?
    /// The key that the network signs with now.
    public var signingKey: @Sendable () throws -> SigningKey
    /// The clock by which consents run.
    public var now: @Sendable () -> Moment

    public init(signingKey: @escaping @Sendable () throws -> SigningKey, now: @escaping @Sendable () -> Moment) {
      self.signingKey = signingKey
      self.now = now
    }
  }

  public init(_ settings: Settings) {
    self.settings = settings
    connections = Connections(
      timeoutSeconds: settings.timeoutSeconds, isSandbox: settings.isSandbox, tls: settings.tls)
  }

  public func shutdown() async { await connections.shutdown() }

  public var obstacle: (any Fault)? {
    do {
      _ = try settings.signingKey()
    } catch {
      return error as? any Fault
    }
    return settings.isSandbox ? nil : connections.obstacle
  }

  public func ask(
    _ enquiries: [BankEnquiry], at endpoint: BankEndpoint, batch: String, callback: String?
  ) async throws(BankFailure) -> BankReplies {
    let request = EnquiryRequest(
      enquiries: enquiries, bank: endpoint.bank, batch: batch, sentAt: settings.now(), callback: callback)
    return try await onLoop(of: endpoint) { () async throws(BankFailure) in try await self.ask(request, at: endpoint) }
  }

  private func ask(_ request: EnquiryRequest, at endpoint: BankEndpoint) async throws(BankFailure) -> BankReplies {
    try await renewing(endpoint) { (keys, signer) async throws(BankFailure) in
      guard let key = keys.sealingKeys.first else { throw .garbage(code: "bad_key") }
      let message = try request.message(sealedTo: key, signedWith: signer.key)
      return try await self.exchange(
        message, "enquiries", request.batch, endpoint, keys, signer,
        limit: Limits.answerBytes(enquiries: request.enquiries.count))
    }
  }

  public func fetch(_ enquiries: [String], at endpoint: BankEndpoint) async throws(BankFailure) -> BankReplies {
    try await onLoop(of: endpoint) { () async throws(BankFailure) in try await self.fetching(enquiries, at: endpoint) }
  }

  private func fetching(_ enquiries: [String], at endpoint: BankEndpoint) async throws(BankFailure) -> BankReplies {
    try await renewing(endpoint) { (keys, signer) async throws(BankFailure) in
      try await self.exchange(
        FetchMessage(enquiries: enquiries), "answers", nil, endpoint, keys, signer,
        limit: Limits.answerBytes(enquiries: enquiries.count))
    }
  }

  /// Every key that may sign messages of a bank; in a sandbox read from its endpoint if none is registered.
  public func signingKeys(of endpoint: BankEndpoint) async throws(BankFailure) -> [VerifyingKey] {
    if !endpoint.signingKeys.isEmpty { return endpoint.signingKeys }
    return try await keys(of: endpoint).verifyingKeys
  }
}

extension HTTPBankPort {
  /// Runs a bank's exchange on one event loop, which its connections are on.
  private func onLoop(
    of endpoint: BankEndpoint, _ talk: @Sendable () async throws(BankFailure) -> BankReplies
  ) async throws(BankFailure) -> BankReplies {
    let outcome = await withTaskExecutorPreference(LoopExecutor.shared(for: endpoint.url)) {
      () async -> Result<BankReplies, BankFailure> in
      do throws(BankFailure) { return .success(try await talk()) } catch { return .failure(error) }
    }
    return try outcome.get()
  }

  private typealias Talk = (KeysMessage, MessageSigner) async throws(BankFailure) -> BankReplies

  /// Runs an exchange. In a sandbox either side may have changed its keys since: then they are exchanged anew, once
  /// each.
  private func renewing(_ endpoint: BankEndpoint, _ talk: Talk) async throws(BankFailure) -> BankReplies {
    let signer = try signer()
    var isIntroduced = false
    var isRenewed = false
    while true {
      let keys = try await keys(of: endpoint)
      do {
        return try await talk(keys, signer)
      } catch {
        guard settings.isSandbox else { throw error }
        switch error {
        case .refused(_, SignatureFault.unknownKey.code, _) where !isIntroduced,
          .refused(_, ConsentFault.unknownKey.rawValue, _) where !isIntroduced:
          isIntroduced = true
          try await introduce(to: endpoint, signer)
        case .refused(_, "unknown_sealing_key", _) where !isRenewed,
          .garbage(SignatureFault.unknownKey.code) where !isRenewed:
          isRenewed = true
          self.keys.forget(keys, of: endpoint.url)
        default: throw error
        }
      }
    }
  }

  private func signer() throws(BankFailure) -> MessageSigner {
    do { return MessageSigner(try settings.signingKey()) } catch { throw .forbidden(code: "key_missing") }
  }

  /// The registered keys of a bank; a sandbox reads missing ones from the endpoint.
  private func keys(of endpoint: BankEndpoint) async throws(BankFailure) -> KeysMessage {
    let registered = KeysMessage(
      keys: (endpoint.publicKey.map { [.init(.seal, publicKey: $0.rawRepresentation)] } ?? [])
        + endpoint.signingKeys.map { .init(.sign, publicKey: $0.rawRepresentation) })
    let isComplete = endpoint.publicKey != nil && !endpoint.signingKeys.isEmpty
    if isComplete { return registered }
    guard settings.isSandbox else { throw .forbidden(code: "key_missing") }
    let shown = try await shownKeys(of: endpoint)
    return KeysMessage(keys: registered.keys + shown.keys)
  }

  private func shownKeys(of endpoint: BankEndpoint) async throws(BankFailure) -> KeysMessage {
    if let known = keys[endpoint.url] { return known }
    let answer = try await twice { (isFresh) async throws(BankFailure) in
      try await self.send("GET", "keys", nil, [], endpoint, limit: Limits.keysBytes, isFresh: isFresh)
    }
    if let failure = answer.failure { throw failure }
    try check(answer)
    let message = try read(ShownKeys.self, answer.body).keys
    guard message.isSound, !message.sealingKeys.isEmpty, try !message.verifyingKeys.contains(signer().key.publicKey)
    else { throw .garbage(code: "bad_key") }
    keys.store(message, for: endpoint.url)
    return message
  }

  /// Tells a sandbox bank the key that this network signs with. Real banks are told by their operators.
  private func introduce(to endpoint: BankEndpoint, _ signer: MessageSigner) async throws(BankFailure) {
    let message = KeysMessage(keys: [.init(.sign, publicKey: signer.key.publicKey.rawRepresentation)])
    let body = Wire.encode(message)
    let answer = try await sendSigned(body, "network", nil, endpoint, signer, limit: Limits.keysBytes).answer
    if let failure = answer.failure { throw failure }
  }

  private func exchange(
    _ message: some WireMessage, _ path: String, _ batch: String?, _ endpoint: BankEndpoint, _ keys: KeysMessage,
    _ signer: MessageSigner, limit: Int
  ) async throws(BankFailure) -> BankReplies {
    let (request, answer) = try await sendSigned(Wire.encode(message), path, batch, endpoint, signer, limit: limit)
    if let failure = answer.failure { throw failure }
    try verify(answer, to: request, keys)
    try check(answer)
    return try read(AnswerMessage.self, answer.body).replies
  }

  private func verify(_ answer: HTTPAnswer, to request: SignedRequest, _ keys: KeysMessage) throws(BankFailure) {
    let trusted = keys.verifyingKeys
    let response = SignedResponse(status: answer.status, fields: answer.fields, request: request)
    do {
      _ = try verifier.verify(response, body: answer.body) { keyId in trusted.first { $0.keyId == keyId } }
    } catch {
      throw .garbage(code: error.code)
    }
  }

  /// Throws unless the bank's 200 has its message in the body and nowhere else.
  private func check(_ answer: HTTPAnswer) throws(BankFailure) {
    guard answer.isJSON else { throw .garbage(code: "not_json") }
    guard FieldRule.isAllowed(answer.fields, in: .answer) else { throw .garbage(code: "unexpected_field") }
  }

  private func sendSigned(
    _ body: Data, _ path: String, _ batch: String?, _ endpoint: BankEndpoint, _ signer: MessageSigner, limit: Int
  ) async throws(BankFailure) -> (request: SignedRequest, answer: HTTPAnswer) {
    guard let url = Self.url(path, of: endpoint), let unsigned = SignedRequest(method: "POST", url: url) else {
      throw .forbidden(code: "bad_url")
    }
    var request = unsigned
    let answer = try await twice { (isFresh) async throws(BankFailure) in
      request = unsigned
      request.fields = signer.fields(for: unsigned, body: body)
      var fields = request.fields + [Field("content-type", "application/json")]
      if let batch { fields.append(Field("idempotency-key", "\"\(batch)\"")) }
      return try await self.send("POST", path, body, fields, endpoint, limit: limit, isFresh: isFresh)
    }
    return (request, answer)
  }

  /// Sends a request, and once more, on a connection of its own, if the first was closed without a byte of a reply: a
  /// bank, or a proxy on the way, may close a kept connection just when the next request goes out.
  private func twice(
    _ send: (_ isFresh: Bool) async throws(BankFailure) -> HTTPAnswer?
  ) async throws(BankFailure) -> HTTPAnswer {
    if let answer = try await send(false) { return answer }
    guard let answer = try await send(true) else { throw .unreachable }
    return answer
  }

  /// The response; nil if the connection was closed without a byte of a reply.
  private func send(
    _ method: String, _ path: String, _ body: Data?, _ fields: [Field], _ endpoint: BankEndpoint, limit: Int,
    isFresh: Bool
  ) async throws(BankFailure) -> HTTPAnswer? {
    guard let url = Self.url(path, of: endpoint) else { throw .forbidden(code: "bad_url") }
    let (client, tls) = try await connections.client(for: endpoint, isFresh: isFresh)
    var request = HTTPClientRequest(url: url)
    request.method = .init(rawValue: method)
    request.tlsConfiguration = tls
    request.headers.add(name: "Accept", value: "application/json")
    for field in fields { request.headers.add(name: field.name, value: field.value) }
    if let body { request.body = .bytes(body) }
    return try await Exchange(client: client, timeout: .seconds(settings.timeoutSeconds))
      .sendUnlessClosed(request, limitBytes: limit)
  }

  /// The URL as signed and as sent. Nil if the endpoint has none.
  private static func url(_ path: String, of endpoint: BankEndpoint) -> String? {
    EndpointURL(endpoint.url).map { "\($0.base)/v1/\(path)" }
  }

  private func read<Message: WireMessage>(_ type: Message.Type, _ body: Data) throws(BankFailure) -> Message {
    do { return try Wire.decode(type, from: body) } catch { throw .garbage(code: error.code) }
  }
}

/// The limits for messages of a bank.
enum Limits {
  static let keysBytes = 64 << 10
  /// An answer of the largest size takes some 88 KiB in base64.
  static func answerBytes(enquiries: Int) -> Int { (96 << 10) * enquiries + (64 << 10) }
}
