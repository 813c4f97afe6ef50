import Crypto
import Foundation
import Sealing

/// Signs requests and responses (RFC 9421), one signature each, over a digest of the body (RFC 9530).
public struct MessageSigner: Sendable {
  public let key: SigningKey
  private let now: @Sendable () -> Int

  /// `now` gives whole seconds since 1970: the machine's time, even in a sandbox with a pretended one.
  public init(_ key: SigningKey, now: @escaping @Sendable () -> Int = machineSeconds) {
    self.key = key
    self.now = now
  }

  /// The fields to add to a request: digest, input, signature.
  public func fields(for request: SignedRequest, body: Data) -> [Field] {
    sign(SignatureProfile.request, body) { digest in
      var request = request
      request.fields.append(digest)
      return .request(request)
    }
  }

  /// The fields to add to a response; its request carries a signature of this protocol.
  public func fields(for response: SignedResponse, body: Data) -> [Field] {
    sign(SignatureProfile.response, body) { digest in
      var response = response
      response.fields.append(digest)
      return .response(response)
    }
  }

  private func sign(_ profile: SignatureProfile, _ body: Data, _ message: (Field) -> SignedMessage) -> [Field] {
    let digest = Field(ContentDigest.fieldName, ContentDigest.field(of: body))
    let parameters = terms().text(of: profile)
    guard let base = try? SignatureBase.bytes(of: message(digest), covering: profile.components, parameters) else {
      preconditionFailure("what this protocol covers is in every message it signs")
    }
    let label = SignatureProfile.label
    return [
      digest, Field("signature-input", "\(label)=\(parameters)"),
      Field("signature", "\(label)=:\(Base64.text(of: key.sign(base))):"),
    ]
  }

  private func terms() -> SignatureTerms {
    let created = now()
    return SignatureTerms(
      created: created, expires: created + SignatureProfile.lifetimeSeconds, nonce: Self.nonce(), keyId: key.keyId)
  }

  private static func nonce() -> String {
    SymmetricKey(size: .bits128).withUnsafeBytes { Base64URL.encode(Data($0)) }
  }
}

/// Whole seconds since 1970 by the machine.
public func machineSeconds() -> Int { Int(Date().timeIntervalSince1970) }
