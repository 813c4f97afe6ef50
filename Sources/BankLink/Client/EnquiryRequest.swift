import Domain
import Foundation
import Sealing

/// A batch of enquiries before it is sealed to a bank's key.
struct EnquiryRequest {
  let enquiries: [BankEnquiry]
  let bank: BankCode
  let batch: String
  let sentAt: Moment
  let callback: String?

  /// The message with one HPKE context for the whole batch, and a consent for each enquiry.
  func message(sealedTo key: SealingPublicKey, signedWith signingKey: SigningKey) throws(BankFailure) -> EnquiryMessage
  {
    do {
      var sealer = try EnquirySealer(bank: bank, publicKey: key)
      let consents = ConsentSigner(signingKey)
      let items = try enquiries.map { enquiry in
        let identity = try sealer.seal(
          enquiry.details.document, enquiry: enquiry.identifier, consent: enquiry.consent.identifier)
        return EnquiryMessage.Item(
          enquiry: enquiry.identifier,
          consent: consents.sign(enquiry.consent, enquiry: enquiry.identifier),
          identity: identity)
      }
      return EnquiryMessage(
        batch: batch, sentAt: sentAt, callback: callback, encapsulatedKey: sealer.encapsulatedKey,
        keyId: key.keyId, enquiries: items)
    } catch {
      throw .garbage(code: "bad_key")
    }
  }
}

extension PersonalDetails {
  /// The document that is sealed to the bank.
  public var document: IdentityDocument {
    IdentityDocument(name: name.text, idNumber: idNumber.text, phone: phone.text)
  }
}
