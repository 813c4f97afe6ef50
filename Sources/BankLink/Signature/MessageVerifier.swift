import Foundation
import Sealing

/// Judges signatures of this protocol. The cheap checks come first, so that a forged message costs little.
public struct MessageVerifier: Sendable {
  private let now: @Sendable () -> Int

  public init(now: @escaping @Sendable () -> Int = machineSeconds) { self.now = now }

  /// A valid signature.
  public struct Verified: Sendable, Equatable {
    public let keyId: String
    public let nonce: String
    /// The time until which it could be replayed, in seconds since 1970: its nonce has to be remembered until then.
    public let replayableUntil: Int
  }

  /// `key` finds a public key by its identifier. The caller judges whether the nonce was seen before.
  public func verify(
    _ request: SignedRequest, body: Data, key: (String) -> VerifyingKey?
  ) throws(SignatureFault) -> Verified {
    try verify(.request(request), SignatureProfile.request, body, key)
  }

  /// Verifies a response, which has to be bound to the signature of its request.
  public func verify(
    _ response: SignedResponse, body: Data, key: (String) -> VerifyingKey?
  ) throws(SignatureFault) -> Verified {
    try verify(.response(response), SignatureProfile.response, body, key)
  }

  private func verify(
    _ message: SignedMessage, _ profile: SignatureProfile, _ body: Data, _ key: (String) -> VerifyingKey?
  ) throws(SignatureFault) -> Verified {
    let statement = try SignatureStatement(of: message, profile)
    try statement.requireCover(of: profile)
    let verified = try statement.verified(at: now())
    guard let key = key(verified.keyId) else { throw .unknownKey }
    guard let digest = message.value(of: ContentDigest.fieldName) else { throw .digestMissing }
    try ContentDigest.check(digest, of: body)
    let base = try SignatureBase.bytes(of: message, covering: statement.components, statement.text)
    guard key.isValid(statement.signature, of: base) else { throw .wrong }
    return verified
  }
}
