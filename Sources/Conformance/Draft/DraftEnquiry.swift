import BankLink
import Crypto
import Domain
import Foundation
import Sealing

/// One enquiry, right unless a check alters it.
struct DraftEnquiry: Sendable {
  let identifier: String
  var person: IdentityDocument
  var consent: DraftConsent
  /// Opens the answer.
  let answerKey: Curve25519.KeyAgreement.PrivateKey
  /// For which enquiry the identity is sealed; nil: for this one.
  var sealedForEnquiry: String?

  init(
    about person: TestPerson = TestPeople.both, at bank: BankCode,
    answerKey: Curve25519.KeyAgreement.PrivateKey = .init()
  ) {
    identifier = UUID().uuidString.lowercased()
    self.person = person.document
    self.answerKey = answerKey
    consent = DraftConsent(bank: bank, enquiry: identifier)
  }

  /// What the answer has to be bound to.
  func binding(at bank: BankCode) -> AnswerBinding {
    AnswerBinding(enquiry: identifier, bank: bank, consent: consent.identifier)
  }
}

/// A batch, right unless a check alters it.
struct DraftBatch: Sendable {
  var enquiries: [DraftEnquiry]
  let name = UUID().uuidString.lowercased()
  var version = EnquiryMessage.version
  /// What identities are sealed to; nil: the bank's key.
  var sealingKey: Data?
  /// Which key they are said to be sealed to; nil: the one they are.
  var keyId: String?
  /// What is sent in place of the true one.
  var encapsulatedKey: Data?
  /// Identities are sealed in the opposite order.
  var isSealedBackwards = false

  init(_ enquiries: [DraftEnquiry]) { self.enquiries = enquiries }

  func json(sealedTo bankKey: Data, at bank: BankCode, network: SigningKey, now: Moment) throws -> JSONValue {
    let key = sealingKey ?? bankKey
    guard let publicKey = SealingPublicKey(rawRepresentation: key) else { throw WeakKey() }
    var sealer = try EnquirySealer(bank: bank, publicKey: publicKey)
    var items: [EnquiryMessage.Item] = []
    for enquiry in isSealedBackwards ? enquiries.reversed() : enquiries {
      let identity = try sealer.seal(
        enquiry.person, enquiry: enquiry.sealedForEnquiry ?? enquiry.identifier,
        consent: enquiry.consent.identifier)
      let consent = enquiry.consent.artefact(
        answerKey: enquiry.answerKey.publicKey.rawRepresentation, network: network, now: now)
      items.append(.init(enquiry: enquiry.identifier, consent: consent, identity: identity))
    }
    let message = EnquiryMessage(
      protocol: version, batch: name, sentAt: now, callback: nil,
      encapsulatedKey: encapsulatedKey ?? sealer.encapsulatedKey, keyId: keyId ?? keyIdentifier(key),
      enquiries: isSealedBackwards ? items.reversed() : items)
    return message.json
  }
}
