import AsyncHTTPClient
import Domain
import Foundation
import NIOCore
import NIOSSL
import Sealing
import Serving
import Text

/// Asks banks by signed JSON over HTTP. Logs nothing.
///
/// Every request is signed by the network, every 200 has to be signed by the bank. `shutdown()` must have returned
/// before the port is released.
public final class HTTPBankPort: BankPort {
  private let settings: Settings
  private let connections: Connections
  private let addresses = BankAddresses()
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
    let place = try place(of: endpoint)
    return try await onLoop(of: place) { () async throws(BankFailure) in try await self.ask(request, at: place) }
  }

  private func ask(_ request: EnquiryRequest, at place: Place) async throws(BankFailure) -> BankReplies {
    try await renewing(place) { (keys, signer) async throws(BankFailure) in
      guard let key = keys.sealing else { throw .garbage(code: "bad_key") }
      let message = try request.message(sealedTo: key, signedWith: signer.key)
      return try await self.exchange(
        message, \.enquiries, request.batch, place, keys, signer,
        limit: Limits.answerBytes(enquiries: request.enquiries.count))
    }
  }

  public func fetch(_ enquiries: [String], at endpoint: BankEndpoint) async throws(BankFailure) -> BankReplies {
    let place = try place(of: endpoint)
    return try await onLoop(of: place) { () async throws(BankFailure) in try await self.fetching(enquiries, at: place) }
  }

  private func fetching(_ enquiries: [String], at place: Place) async throws(BankFailure) -> BankReplies {
    try await renewing(place) { (keys, signer) async throws(BankFailure) in
      try await self.exchange(
        FetchMessage(enquiries: enquiries), \.answers, nil, place, keys, signer,
        limit: Limits.answerBytes(enquiries: enquiries.count))
    }
  }

  /// Every key that may sign messages of a bank; in a sandbox read from its endpoint if none is registered.
  public func signingKeys(of endpoint: BankEndpoint) async throws(BankFailure) -> [VerifyingKey] {
    if !endpoint.signingKeys.isEmpty { return endpoint.signingKeys }
    return try await keys(of: try place(of: endpoint)).verifying
  }
}

extension HTTPBankPort {
  /// An endpoint with its address.
  private struct Place: Sendable {
    let endpoint: BankEndpoint
    let address: BankAddress
  }

  private func place(of endpoint: BankEndpoint) throws(BankFailure) -> Place {
    Place(endpoint: endpoint, address: try addresses.address(of: endpoint))
  }

  /// Runs a bank's exchange on one event loop, which its connections are on.
  private func onLoop(
    of place: Place, _ talk: @Sendable () async throws(BankFailure) -> BankReplies
  ) async throws(BankFailure) -> BankReplies {
    let outcome = await withTaskExecutorPreference(place.address.executor) {
      () async -> Result<BankReplies, BankFailure> in
      do throws(BankFailure) { return .success(try await talk()) } catch { return .failure(error) }
    }
    return try outcome.get()
  }

  private typealias Talk = (BankKeys, MessageSigner) async throws(BankFailure) -> BankReplies

  /// Runs an exchange. In a sandbox either side may have changed its keys since: then they are exchanged anew, once
  /// each.
  private func renewing(_ place: Place, _ talk: Talk) async throws(BankFailure) -> BankReplies {
    let signer = try signer()
    var isIntroduced = false
    var isRenewed = false
    while true {
      let keys = try await keys(of: place)
      do {
        return try await talk(keys, signer)
      } catch {
        guard settings.isSandbox else { throw error }
        switch error {
        case .refused(_, SignatureFault.unknownKey.code, _) where !isIntroduced,
          .refused(_, ConsentFault.unknownKey.rawValue, _) where !isIntroduced:
          isIntroduced = true
          try await introduce(to: place, signer)
        case .refused(_, "unknown_sealing_key", _) where !isRenewed,
          .garbage(SignatureFault.unknownKey.code) where !isRenewed:
          isRenewed = true
          self.keys.forget(keys, of: place.endpoint.url)
        default: throw error
        }
      }
    }
  }

  private func signer() throws(BankFailure) -> MessageSigner {
    do { return MessageSigner(try settings.signingKey()) } catch { throw .forbidden(code: "key_missing") }
  }

  /// The registered keys of a bank; a sandbox reads missing ones from the endpoint.
  private func keys(of place: Place) async throws(BankFailure) -> BankKeys {
    let registered = BankKeys(of: place.endpoint)
    if registered.isComplete { return registered }
    guard settings.isSandbox else { throw .forbidden(code: "key_missing") }
    return registered.completed(by: try await shownKeys(of: place))
  }

  private func shownKeys(of place: Place) async throws(BankFailure) -> BankKeys {
    if let known = keys[place.endpoint.url] { return known }
    let answer = try await twice { (isFresh) async throws(BankFailure) in
      try await self.send(place.address.keys.message, place, limit: Limits.keysBytes, isFresh: isFresh)
    }
    if let failure = answer.failure { throw failure }
    try check(answer)
    let message = try read(ShownKeys.self, answer.body).keys
    let shown = BankKeys(message)
    guard message.isSound, shown.sealing != nil, try !shown.verifying.contains(signer().key.publicKey)
    else { throw .garbage(code: "bad_key") }
    keys.store(shown, for: place.endpoint.url)
    return shown
  }

  /// Tells a sandbox bank the key that this network signs with. Real banks are told by their operators.
  private func introduce(to place: Place, _ signer: MessageSigner) async throws(BankFailure) {
    let message = KeysMessage(keys: [.init(.sign, publicKey: signer.key.publicKey.rawRepresentation)])
    let body = Wire.encode(message)
    let answer = try await sendSigned(body, \.network, nil, place, signer, limit: Limits.keysBytes).answer
    if let failure = answer.failure { throw failure }
  }

  private func exchange(
    _ message: some WireMessage, _ path: Path, _ batch: String?, _ place: Place, _ keys: BankKeys,
    _ signer: MessageSigner, limit: Int
  ) async throws(BankFailure) -> BankReplies {
    let (request, answer) = try await sendSigned(Wire.encode(message), path, batch, place, signer, limit: limit)
    if let failure = answer.failure { throw failure }
    try verify(answer, to: request, keys)
    try check(answer)
    return try read(AnswerMessage.self, answer.body).replies
  }

  private func verify(_ answer: HTTPAnswer, to request: SignedRequest, _ keys: BankKeys) throws(BankFailure) {
    let response = SignedResponse(status: answer.status, fields: answer.fields, request: request)
    do { _ = try verifier.verify(response, body: answer.body, key: keys.verifying) } catch {
      throw .garbage(code: error.code)
    }
  }

  /// Throws unless the bank's 200 has its message in the body and nowhere else.
  private func check(_ answer: HTTPAnswer) throws(BankFailure) {
    guard answer.isJSON else { throw .garbage(code: "not_json") }
    guard FieldRule.isAllowed(answer.fields, in: .answer) else { throw .garbage(code: "unexpected_field") }
  }

  private typealias Path = KeyPath<BankAddress, BankRequest> & Sendable

  private func sendSigned(
    _ body: Data, _ path: Path, _ batch: String?, _ place: Place, _ signer: MessageSigner, limit: Int
  ) async throws(BankFailure) -> (request: SignedRequest, answer: HTTPAnswer) {
    let request = place.address[keyPath: path]
    var signed = request.unsigned
    let answer = try await twice { (isFresh) async throws(BankFailure) in
      signed.fields = signer.fields(for: request.unsigned, body: body)
      var message = request.message
      for field in signed.fields { message.headers.add(name: field.name, value: field.value) }
      message.headers.add(name: "content-type", value: "application/json")
      if let batch { message.headers.add(name: "idempotency-key", value: "\"\(batch)\"") }
      message.body = .byteBuffer(ByteBuffer(bytes: body))
      return try await self.send(message, place, limit: limit, isFresh: isFresh)
    }
    return (signed, answer)
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
    _ message: HTTPClient.Request, _ place: Place, limit: Int, isFresh: Bool
  ) async throws(BankFailure) -> HTTPAnswer? {
    let (client, tls) = try await connections.client(at: place.address.url, for: place.endpoint, isFresh: isFresh)
    var message = message
    message.tlsConfiguration = tls
    message.headers.add(name: "Accept", value: "application/json")
    return try await Exchange(client: client, timeout: .seconds(settings.timeoutSeconds))
      .sendUnlessClosed(message, limitBytes: limit)
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
