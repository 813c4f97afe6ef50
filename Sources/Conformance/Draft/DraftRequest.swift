import BankLink
import Foundation
import Sealing
import Text

/// A request before it is signed and sent, right unless a check alters it.
struct DraftRequest: Sendable {
  var method = "POST"
  /// The path below `{endpoint}/v1/`.
  var path = "enquiries"
  var contentType = "application/json"
  var idempotencyKey: String?
  /// The signature; nil sends the request unsigned.
  var signature: DraftSignature?
  var body: Data
  /// The people and identifiers of its enquiries.
  var asked: [AskedEnquiry] = []
  /// The number of enquiries that it fetches.
  var fetched = 0
  /// Whether the request goes to the endpoint itself although there is a test environment.
  var isLive = false
  /// The bytes of the body that are sent instead of the signed body.
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

/// One enquiry of a request.
struct AskedEnquiry: Sendable {
  let enquiry: String
  let person: IdentityDocument
}

/// A request in its form on the wire; it can be sent more than once.
struct OutgoingRequest: Sendable {
  let request: SignedRequest
  let url: String
  let body: Data
  var asked: [AskedEnquiry] = []
  /// The number of enquiries that it names, fetched ones included.
  var count = 0
}
