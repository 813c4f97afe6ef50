import BankLink
import Domain
import Foundation
import Sealing
import Text

/// Makes consents valid for a mutant that overlooks one fault: repairs that fault and signs anew.
struct MutantConsent {
  let mutant: Mutant
  let bank: BankCode
  let sentAt: Moment
  /// The key that signs repaired consents; the bank trusts it.
  let key: SigningKey
  let trusted: (String) -> VerifyingKey?

  /// The consent as the mutant sees it. `answerKey` is that of the batch's first consent.
  func seen(_ artefact: String, enquiry: String, answerKey: JSONValue?) -> String {
    let parts = artefact.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let header = Self.json(parts[0]), let payload = Self.json(parts[1]) else { return artefact }
    // Everybody knows to refuse `none`.
    guard header["alg"] != "none" else { return artefact }
    guard overlooks(header, parts) else { return artefact }
    let corrected = corrected(payload, enquiry, answerKey)
    guard corrected != payload || flaw(header, parts) != nil else { return artefact }
    let right = header.setting("alg", "EdDSA").setting("kid", .string(key.keyId))
      .setting("typ", "chaka-consent+jws").removing("crit").removing("jwk")
    let text = [right, corrected].map { Base64URL.encode(Data($0.compact.utf8)) }.joined(separator: ".")
    return "\(text).\(Base64URL.encode(key.sign(Data(text.utf8))))"
  }

  /// The answer key that a consent names.
  static func answerKey(_ artefact: String) -> JSONValue? {
    let parts = artefact.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 3 ? json(parts[1])?["answerKey"] : nil
  }

  /// Whether the mutant overlooks the consent's fault. A consent whose signature is wrong is repaired only by the
  /// mutants that overlook just that.
  private func overlooks(_ header: JSONValue, _ parts: [Substring]) -> Bool {
    let flaw = flaw(header, parts)
    return flaw == nil || flaw == mutant
  }

  private func flaw(_ header: JSONValue, _ parts: [Substring]) -> Mutant? {
    guard header["alg"] == "EdDSA" else { return .consentAlgorithm }
    guard header["crit"] == nil else { return .consentCritical }
    guard header["typ"] == "chaka-consent+jws" else { return .consentType }
    if let bytes = header["jwk"]?.text("x").flatMap({ Base64URL.decode($0[...]) }),
      let key = VerifyingKey(rawRepresentation: bytes), let signature = Base64URL.decode(parts[2]),
      key.isValid(signature, of: Data("\(parts[0]).\(parts[1])".utf8))
    {
      return .consentKeyInHeader
    }
    guard let key = header.text("kid").flatMap(trusted) else { return .consentUnknownKey }
    guard let signature = Base64URL.decode(parts[2]),
      key.isValid(signature, of: Data("\(parts[0]).\(parts[1])".utf8))
    else { return .consentForged }
    return nil
  }

  private func corrected(_ payload: JSONValue, _ enquiry: String, _ answerKey: JSONValue?) -> JSONValue {
    switch mutant {
    case .consentPurpose: payload.setting("purpose", .string(Consent.purpose))
    case .consentScope: payload.setting("scope", ["bank", "kind", "first4", "last4"])
    case .consentUses: payload.setting("uses", 1)
    case .consentOtherBank: payload.setting("bank", .string(bank.text))
    case .consentOtherEnquiry: payload.setting("enquiry", .string(enquiry))
    case .consentExpired where !isAfter(payload, "expiresAt", sentAt.adding(.hours(-Self.laxHours))):
      payload
    case .consentExpired where !isAfter(payload, "expiresAt", sentAt):
      payload.setting("expiresAt", JSONValue(sentAt.adding(.hours(1))))
    case .consentNotYet where isAfter(payload, "grantedAt", sentAt.adding(.hours(Self.laxHours))): payload
    case .consentNotYet where isAfter(payload, "grantedAt", sentAt): payload.setting("grantedAt", JSONValue(sentAt))
    case .ownKey: answerKey.map { payload.setting("answerKey", $0) } ?? payload
    default: payload
    }
  }

  /// The hours by which a bank errs that does not take times too seriously.
  private static let laxHours: Int64 = 12

  private func isAfter(_ payload: JSONValue, _ key: String, _ moment: Moment) -> Bool {
    payload.text(key).flatMap(Moment.init(text:)).map { $0 > moment } ?? false
  }

  private static func json(_ part: Substring) -> JSONValue? {
    Base64URL.decode(part).flatMap { try? JSONValue(utf8: Array($0)) }
  }
}
