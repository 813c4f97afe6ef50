import BankLink
import Domain
import Foundation

/// A request before it is signed and sent, right unless a check alters it.
struct Draft: Sendable {
  var method = "POST"
  /// Below `{endpoint}/v1/`.
  var path = "enquiries"
  var contentType = "application/json"
  var idempotencyKey: String?
  /// Nil: it goes unsigned.
  var signature: DraftSignature?
  var body: Data
  /// How much of the body is sent instead of the one that was signed.
  var sentBody: Data?

  init(_ json: JSONValue, _ signature: DraftSignature?) {
    body = Data(json.compact.utf8)
    self.signature = signature
  }

  init(body: Data, _ signature: DraftSignature?) {
    self.body = body
    self.signature = signature
  }
}

/// A request as it goes over the wire; it can be sent more than once.
struct Parcel: Sendable {
  let request: SignedRequest
  let url: String
  let body: Data
}
