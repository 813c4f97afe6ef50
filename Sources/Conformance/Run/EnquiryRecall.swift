import BankLink
import Crypto
import Domain
import Foundation
import Text

/// One test enquiry that was answered in a run, stored so that a later run can ask it again: nothing else shows whether
/// the bank still knows it after a restart. It is about a test person and opens nobody's answer.
public struct EnquiryRecall: Sendable {
  let endpoint: String
  let enquiry: String
  let consent: String
  let artefact: String
  let answerKey: Curve25519.KeyAgreement.PrivateKey
  let askedAt: Moment

  /// The time for which a bank has to know an enquiry: as long as its consent runs.
  static let term = Span.hours(24)

  /// Whether the enquiry's term is nearly over: then it is not asked any more, so that slow clocks do not matter.
  func isOver(at now: Moment) -> Bool {
    now >= askedAt.adding(Self.term).adding(.minutes(-10)) || now < askedAt.adding(.minutes(-10))
  }

  public var json: JSONValue {
    [
      "endpoint": .string(endpoint), "enquiry": .string(enquiry), "consent": .string(consent),
      "artefact": .string(artefact), "answerKey": .string(answerKey.rawRepresentation.base64EncodedString()),
      "askedAt": JSONValue(askedAt),
    ]
  }

  /// Nil if the JSON is not a recorded enquiry.
  public init?(json: JSONValue) {
    guard let endpoint = json.text("endpoint"), let enquiry = json.text("enquiry"), let consent = json.text("consent"),
      let artefact = json.text("artefact"), let askedAt = json.text("askedAt").flatMap(Moment.init(text:)),
      let bytes = json.bytes("answerKey"),
      let key = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: bytes)
    else { return nil }
    self.init(
      endpoint: endpoint, enquiry: enquiry, consent: consent, artefact: artefact, answerKey: key, askedAt: askedAt)
  }

  init(
    endpoint: String, enquiry: String, consent: String, artefact: String,
    answerKey: Curve25519.KeyAgreement.PrivateKey, askedAt: Moment
  ) {
    self.endpoint = endpoint
    self.enquiry = enquiry
    self.consent = consent
    self.artefact = artefact
    self.answerKey = answerKey
    self.askedAt = askedAt
  }
}
