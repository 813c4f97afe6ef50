import BankLink
import Crypto
import Foundation
import Sealing

/// A request's signature, right unless a check alters it. Written anew beside `MessageSigner`, because a check has to
/// be able to get every part of it wrong.
struct DraftSignature: Sendable {
  /// The key that signs.
  var key: SigningKey
  /// The identifier of the key in the signature's parameters.
  var keyId: String
  var components = ["@method", "@authority", "@request-target", "content-digest"]
  /// Seconds from now to the time of the signature.
  var createdOffset = 0
  var lifetime = 300
  var nonce = Nonce.fresh
  var algorithm = "ed25519"
  /// The values signed in place of the true ones.
  var target: String?
  var authority: String?
  var digest = Digest.ofBody
  /// The bytes sent in place of the signature.
  var value: String?

  enum Digest: Sendable {
    case ofBody
    case of(Data)
    case missing
  }

  /// The nonce. A request that is sent again is signed anew, so a fresh one differs each time the fields are made.
  enum Nonce: Sendable {
    case fresh
    case missing
  }

  init(_ key: SigningKey) {
    self.key = key
    keyId = key.keyId
  }

  /// The fields of the signature (RFC 9421, sections 2.5 and 4; RFC 9530, section 2).
  func fields(for request: SignedRequest, body: Data, now: Int) -> [Field] {
    let digestValue = Self.digest(of: digested(body))
    let parameters = parameters(at: now + createdOffset)
    let lines = components.map { "\"\($0)\": \(value(of: $0, request, digestValue))" }
    let base = (lines + ["\"@signature-params\": \(parameters)"]).joined(separator: "\n")
    let signature = key.sign(Data(base.utf8)).base64EncodedString()
    var fields = [
      Field("signature-input", "chaka=\(parameters)"), Field("signature", "chaka=\(value ?? ":\(signature):")"),
    ]
    if case .missing = digest { return fields }
    fields.append(Field("content-digest", digestValue))
    return fields
  }

  private func digested(_ body: Data) -> Data {
    if case .of(let other) = digest { other } else { body }
  }

  private static func digest(of body: Data) -> String {
    "sha-256=:\(Data(SHA256.hash(data: body)).base64EncodedString()):"
  }

  private func value(of component: String, _ request: SignedRequest, _ digest: String) -> String {
    switch component {
    case "@method": request.method
    case "@authority": authority ?? request.authority.lowercased()
    case "@request-target": target ?? request.target
    default: digest
    }
  }

  private func parameters(at created: Int) -> String {
    let list = components.map { "\"\($0)\"" }.joined(separator: " ")
    let noncePart =
      switch nonce {
      case .fresh: ";nonce=\"\(UUID().uuidString)\""
      case .missing: ""
      }
    return "(\(list));created=\(created);expires=\(created + lifetime)\(noncePart)"
      + ";keyid=\"\(keyId)\";alg=\"\(algorithm)\";tag=\"chaka-1\""
  }
}
