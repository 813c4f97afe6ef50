import Domain
import Foundation
import Sealing
import Text

/// Signs consents with one key. The header, which is the same for all of them, is written once.
struct ConsentSigner {
  private let key: SigningKey
  /// The header in Base64URL, and the dot behind it.
  private let header: [UInt8]

  init(_ key: SigningKey) {
    self.key = key
    let json = #"{"alg":"EdDSA","kid":"\#(key.keyId)","typ":"\#(ConsentArtefact.type)"}"#
    header = Array((Base64URL.encode(Data(json.utf8)) + ".").utf8)
  }

  /// The artefact, as in `ConsentArtefact`.
  func sign(_ consent: Consent, enquiry: String) -> String {
    var text = header
    text.reserveCapacity(1_024)
    Base64.append(Self.payload(consent, enquiry), .url, to: &text)
    let signature = key.sign(Data(text))
    text.append(UInt8(ascii: "."))
    Base64.append(signature, .url, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  private static func payload(_ consent: Consent, _ enquiry: String) -> [UInt8] {
    var json = JSONText(capacity: 640)
    json.raw(#"{"consent":"#)
    json.string(consent.identifier)
    json.raw(#","enquiry":"#)
    json.string(enquiry)
    json.raw(#","bank":"#)
    json.string(consent.bank.text)
    json.bytes.append(contentsOf: purpose)
    json.string(consent.person)
    json.raw(#","verification":"#)
    json.value(JSONValue(consent.verification))
    json.raw(#","grantedAt":"#)
    json.string(consent.grantedAt.description)
    json.raw(#","expiresAt":"#)
    json.string(consent.expiresAt.description)
    json.raw(#","agreementVersion":"#)
    json.string(consent.agreementVersion)
    json.raw(#","answerKey":"#)
    json.string(Base64.text(of: consent.publicKey))
    json.raw("}")
    return json.bytes
  }

  /// The members that are the same in every consent, and the name of the person's.
  private static let purpose: [UInt8] = {
    let scope = JSONValue(Consent.scope).compact
    return Array(#","purpose":"\#(Consent.purpose)","scope":\#(scope),"uses":1,"person":"#.utf8)
  }()
}
