import BankLink
import Domain
import Foundation
import Sealing
import Text

/// A consent artefact, right unless a check alters it.
struct DraftConsent: Sendable {
  var identifier = UUID().uuidString.lowercased()
  var bank: BankCode
  var enquiry: String
  /// The beginning of the consent, from now.
  var granted = Span.minutes(-1)
  var expires = Span.hours(24)
  /// The signing key; nil for the network's.
  var key: SigningKey?
  /// The identifier of the key in the header; nil for that of `key`.
  var keyId: String?
  /// The members of the header and the payload in place of the right ones; null removes a member.
  var header: [JSONValue.Member] = []
  var payload: [JSONValue.Member] = []

  /// The compact JWS (RFC 7515).
  func artefact(answerKey: Data, network: SigningKey, now: Moment) -> String {
    let key = key ?? network
    let consent = Consent(
      identifier: identifier, bank: bank, person: "conformance", grantedAt: now.adding(granted),
      expiresAt: now.adding(expires), agreementVersion: "test", verification: ["face", "sms"], publicKey: answerKey)
    let right = ConsentArtefact.sign(consent, enquiry: enquiry, with: key)
    guard keyId != nil || !header.isEmpty || !payload.isEmpty else { return right }
    return altered(right, key)
  }

  /// The artefact with another header or payload, signed anew.
  private func altered(_ artefact: String, _ key: SigningKey) -> String {
    let parts = artefact.split(separator: ".")
    let header = Self.json(parts[0]).setting("kid", .string(keyId ?? key.keyId)).changed(header)
    let payload = Self.json(parts[1]).changed(payload)
    let text = [header, payload].map { Base64URL.encode(Data($0.compact.utf8)) }.joined(separator: ".")
    let signature = header["alg"] == "none" ? Data() : key.sign(Data(text.utf8))
    return "\(text).\(Base64URL.encode(signature))"
  }

  private static func json(_ part: Substring) -> JSONValue {
    guard let bytes = Base64URL.decode(part), let json = try? JSONValue(utf8: Array(bytes)) else {
      preconditionFailure("an artefact that was just made can be read")
    }
    return json
  }
}

extension JSONValue {
  fileprivate func changed(_ members: [Member]) -> JSONValue {
    members.reduce(self) { json, member in
      member.value == .null ? json.removing(member.key) : json.setting(member.key, member.value)
    }
  }
}
