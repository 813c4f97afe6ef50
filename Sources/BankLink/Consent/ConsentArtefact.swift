import Domain
import Foundation
import Sealing
import Text

/// A consent signed by the network: a compact JWS (RFC 7515) with EdDSA (RFC 8037), which a bank can store unchanged
/// and prove later with only the network's public key.
public enum ConsentArtefact {
  static let type = "chaka-consent+jws"

  /// The artefact `BASE64URL(header).BASE64URL(payload).BASE64URL(signature)`.
  public static func sign(_ consent: Consent, enquiry: String, with key: SigningKey) -> String {
    ConsentSigner(key).sign(consent, enquiry: enquiry)
  }

  /// Reads an artefact and checks its signature. The caller compares its content with the enquiry.
  public static func open(
    _ text: String, key: (String) -> VerifyingKey?
  ) throws(ConsentFault) -> SignedConsent {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let header = json(parts[0]), let payload = json(parts[1]),
      let signature = Base64URL.decode(parts[2]), header["alg"] == "EdDSA", header["typ"] == .string(type),
      header["crit"] == nil, let keyId = header.text("kid")
    else { throw .malformed }
    guard let key = key(keyId) else { throw .unknownKey }
    guard key.isValid(signature, of: Data("\(parts[0]).\(parts[1])".utf8)) else { throw .forged }
    guard let signed = SignedConsent(payload) else { throw .malformed }
    return signed
  }

  private static func json(_ part: Substring) -> JSONValue? {
    Base64URL.decode(part).flatMap { try? JSONValue(utf8: Array($0)) }
  }
}

/// A consent in the form that a bank reads.
public struct SignedConsent: Sendable {
  public let consent: Consent
  /// The one enquiry that the consent is for.
  public let enquiry: String

  fileprivate init?(_ json: JSONValue) {
    guard json["purpose"] == .string(Consent.purpose), json["scope"] == JSONValue(Consent.scope), json["uses"] == 1,
      let identifier = json.text("consent"), let enquiry = json.text("enquiry"), let bank = json.text("bank"),
      let person = json.text("person"), let granted = json.text("grantedAt").flatMap(Moment.init(text:)),
      let expires = json.text("expiresAt").flatMap(Moment.init(text:)),
      let agreement = json.text("agreementVersion"), let verification = json.texts("verification"),
      let answerKey = json.text("answerKey").flatMap({ Data(base64Encoded: $0) })
    else { return nil }
    self.enquiry = enquiry
    consent = Consent(
      identifier: identifier, bank: BankCode(bank), person: person, grantedAt: granted, expiresAt: expires,
      agreementVersion: agreement, verification: verification, publicKey: answerKey)
  }
}

/// A reason for which a consent is refused. The raw value is the code on the wire.
public enum ConsentFault: String, Error, Sendable, Equatable, CaseIterable {
  case malformed = "consent_malformed"
  case unknownKey = "consent_unknown_key"
  case forged = "consent_forged"
  case otherBank = "consent_for_other_bank"
  case otherEnquiry = "consent_for_other_enquiry"
  case expired = "consent_expired"
  case notYet = "consent_not_yet_granted"
  /// The consent was used for another enquiry before: a consent is good once.
  case used = "consent_used"
}
