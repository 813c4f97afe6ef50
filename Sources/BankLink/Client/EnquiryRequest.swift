import Crypto
import Domain
import Foundation
import Sealing

/// A batch of enquiries before it is sealed to a bank's key.
struct EnquiryRequest {
  let enquiries: [BankEnquiry]
  let bank: BankCode
  let batch: String
  let callback: String?

  func message(sealedTo key: KeysMessage.Key) throws(BankFailure) -> EnquiryMessage {
    do {
      let publicKey = try Curve25519.KeyAgreement.PublicKey(rawRepresentation: key.publicKey)
      var sealer = try EnquirySealer(bank: bank, publicKey: publicKey)
      let items = try enquiries.map { enquiry in
        let identity = try sealer.seal(
          enquiry.details.document, enquiry: enquiry.identifier, consent: enquiry.consent.identifier)
        return EnquiryMessage.Item(
          enquiry: enquiry.identifier, consent: ConsentMessage(enquiry.consent), identity: identity)
      }
      return EnquiryMessage(
        batch: batch, callback: callback, encapsulatedKey: sealer.encapsulatedKey, keyId: key.keyId, enquiries: items)
    } catch {
      throw .garbage(code: "bad_key")
    }
  }
}

extension PersonalDetails {
  /// As it is sealed to the bank.
  public var document: IdentityDocument {
    IdentityDocument(name: name.text, idNumber: idNumber.text, phone: phone.text)
  }
}
