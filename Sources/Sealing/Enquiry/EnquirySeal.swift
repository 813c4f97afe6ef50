import Crypto
import Domain
import Foundation
import Text

/// Seals the identity documents of one request to one bank, in order, under one HPKE context (RFC 9180, section 5.2).
public struct EnquirySealer: Sendable {
  private var sender: HPKE.Sender

  public init(bank: BankCode, publicKey: SealingPublicKey) throws {
    sender = try Envelope.sender(to: publicKey, info: enquiryInfo(bank))
  }

  /// The encapsulated key, sent once beside the sealed documents.
  public var encapsulatedKey: Data { sender.encapsulatedKey }

  public mutating func seal(_ document: IdentityDocument, enquiry: String, consent: String) throws -> Data {
    return try sender.seal(Padding.identity.pad(document.json), authenticating: lengthPrefixed([enquiry, consent]))
  }
}

/// The bank's side of `EnquirySealer`: opens the documents of one request in the order in which they were sealed.
public struct EnquiryOpener: Sendable {
  private var recipient: HPKE.Recipient
  private static let decoder = JSONDecoder()

  /// Throws if the encapsulated key is invalid, or one whose secret everybody knows.
  public init(bank: BankCode, privateKey: Curve25519.KeyAgreement.PrivateKey, encapsulatedKey: Data) throws {
    recipient = try Envelope.recipient(of: encapsulatedKey, with: privateKey, info: enquiryInfo(bank))
  }

  /// The document; nil if it was not sealed for this place, enquiry and consent, or cannot be read.
  public mutating func open(_ sealed: Data, enquiry: String, consent: String) -> IdentityDocument? {
    guard let padded = try? recipient.open(sealed, authenticating: lengthPrefixed([enquiry, consent])),
      let text = Padding.identity.unpad(padded)
    else { return nil }
    return try? Self.decoder.decode(IdentityDocument.self, from: text)
  }
}

private func enquiryInfo(_ bank: BankCode) -> Data { Data("chaka/enquiry/1/\(bank)".utf8) }

extension IdentityDocument {
  /// The document `{"name":"...","idNumber":"...","phone":"..."}`.
  fileprivate var json: Data {
    var text = JSONText(capacity: 128)
    text.raw(#"{"name":"#)
    text.string(name)
    text.raw(#","idNumber":"#)
    text.string(idNumber)
    text.raw(#","phone":"#)
    text.string(phone)
    text.raw("}")
    return Data(text.bytes)
  }
}
