import Crypto
import Foundation
import RawStructuredFieldValues
import Sealing

/// Judges signatures of this protocol. The cheap checks come first, so that a forged message costs little.
public struct MessageVerifier: Sendable {
  private let now: @Sendable () -> Int

  public init(now: @escaping @Sendable () -> Int = machineSeconds) { self.now = now }

  /// A signature that counts.
  public struct Verified: Sendable, Equatable {
    public let keyId: String
    public let nonce: String
    /// Until when it could be replayed, in seconds since 1970: so long its nonce has to be remembered.
    public let replayableUntil: Int
  }

  /// `key` finds a public key by its identifier. Whether the nonce was seen before is the caller's to judge.
  public func verify(
    _ request: SignedRequest, body: Data, key: (String) -> VerifyingKey?
  ) throws(SignatureFault) -> Verified {
    try verify(.request(request), SignatureProfile.request, body, key)
  }

  /// Also binds the response to the signature of its request.
  public func verify(
    _ response: SignedResponse, body: Data, key: (String) -> VerifyingKey?
  ) throws(SignatureFault) -> Verified {
    try verify(.response(response), SignatureProfile.response, body, key)
  }

  private func verify(
    _ message: SignedMessage, _ required: [Item], _ body: Data, _ key: (String) -> VerifyingKey?
  ) throws(SignatureFault) -> Verified {
    let statement = try SignatureStatement(of: message)
    try statement.requireCover(required)
    let verified = try statement.verified(at: now())
    guard let key = key(verified.keyId) else { throw .unknownKey }
    guard let digest = message.lines(of: ContentDigest.fieldName) else { throw .digestMissing }
    try ContentDigest.check(digest.joined(separator: ", "), of: body)
    let base = try SignatureBase.bytes(of: message, covering: statement.list)
    guard key.isValid(statement.signature, of: base) else { throw .wrong }
    return verified
  }
}

/// One signature of a message with what it says of itself.
struct SignatureStatement {
  let list: InnerList
  let signature: Data

  /// The one under this protocol's label, with its tag. A response is bound to the label, so it is no other's.
  init(of message: SignedMessage) throws(SignatureFault) {
    guard let inputs = message.lines(of: "signature-input"), let signatures = message.lines(of: "signature") else {
      throw .missing
    }
    guard case .innerList(let list)? = try Self.dictionary(inputs)[SignatureProfile.label],
      list.rfc9651Parameters["tag"] == .string(SignatureProfile.tag)
    else { throw .missing }
    guard case .item(let item)? = try Self.dictionary(signatures)[SignatureProfile.label],
      case .undecodedByteSequence(let text) = item.rfc9651BareItem, let signature = Data(base64Encoded: text)
    else { throw .malformed }
    self.init(list: list, signature: signature)
  }

  init(list: InnerList, signature: Data) {
    self.list = list
    self.signature = signature
  }

  func requireCover(_ required: [Item]) throws(SignatureFault) {
    for item in required where !list.bareInnerList.contains(item) { throw .incomplete }
  }

  /// The times are judged with 5 minutes of clock skew; one that lasts longer than it may counts as incomplete.
  func verified(at now: Int) throws(SignatureFault) -> MessageVerifier.Verified {
    let (skew, lifetime) = (SignatureProfile.skewSeconds, SignatureProfile.lifetimeSeconds)
    guard let created = integer("created"), let expires = integer("expires"), let nonce = text("nonce"),
      let keyId = text("keyid"), text("alg") == SignatureProfile.algorithm,
      SignatureProfile.nonceLength.contains(nonce.utf8.count), (created...(created + lifetime)).contains(expires)
    else { throw .incomplete }
    guard created <= now + skew else { throw .future }
    guard now <= expires + skew else { throw .expired }
    return .init(keyId: keyId, nonce: nonce, replayableUntil: expires + skew)
  }

  private func text(_ name: String) -> String? {
    guard case .string(let text)? = list.rfc9651Parameters[name] else { return nil }
    return text
  }

  /// Within what a time can be, so that sums do not overflow.
  private func integer(_ name: String) -> Int? {
    guard case .integer(let number)? = list.rfc9651Parameters[name], (0...999_999_999_999).contains(number) else {
      return nil
    }
    return Int(number)
  }

  private static func dictionary(
    _ lines: [String]
  ) throws(SignatureFault) -> OrderedMap<String, ItemOrInnerList> {
    var parser = StructuredFieldValueParser(Array(lines.joined(separator: ", ").utf8))
    guard let dictionary = try? parser.parseDictionaryFieldValue() else { throw .malformed }
    return dictionary
  }
}
