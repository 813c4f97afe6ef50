import BankLink
import Crypto
import Domain
import Foundation
import Sealing
import Text

/// One enquiry, right unless a check alters it.
struct DraftEnquiry: Sendable {
  let identifier: String
  var person: IdentityDocument
  var consent: DraftConsent
  /// The private key that opens the answer.
  let answerKey: Curve25519.KeyAgreement.PrivateKey
  /// The consent of an earlier run, sent in place of a new one.
  var artefact: String?
  /// The enquiry for which the identity is sealed; nil for this one.
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

  /// The enquiry of an earlier run.
  init(_ recall: EnquiryRecall, at bank: BankCode) {
    identifier = recall.enquiry
    person = TestPeople.both.document
    answerKey = recall.answerKey
    artefact = recall.artefact
    consent = DraftConsent(identifier: recall.consent, bank: bank, enquiry: recall.enquiry)
  }

  /// The binding of the answer.
  func binding(at bank: BankCode) -> AnswerBinding {
    AnswerBinding(enquiry: identifier, bank: bank, consent: consent.identifier)
  }
}

/// A batch, right unless a check alters it.
struct DraftBatch: Sendable {
  var enquiries: [DraftEnquiry]
  let name = UUID().uuidString.lowercased()
  var version = EnquiryMessage.version
  /// The key to which identities are sealed; nil for the bank's.
  var sealingKey: Data?
  /// The identifier of the key in the message; nil for the key that identities are sealed to.
  var keyId: String?
  /// The value sent in place of the true one.
  var encapsulatedKey: Data?
  /// Whether the encapsulated key is sent with its top bit set, which X25519 ignores.
  var hasTopBit = false
  /// Whether identities are sealed in the opposite order.
  var isSealedBackwards = false
  /// The address to which late answers may be posted.
  var callback: String?

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
      let consent =
        enquiry.artefact
        ?? enquiry.consent.artefact(
          answerKey: enquiry.answerKey.publicKey.rawRepresentation, network: network, now: now)
      items.append(.init(enquiry: enquiry.identifier, consent: consent, identity: identity))
    }
    var encapsulated = encapsulatedKey ?? sealer.encapsulatedKey
    if hasTopBit { encapsulated = WeakKeys.withTopBit(encapsulated) }
    let message = EnquiryMessage(
      protocol: version, batch: name, sentAt: now, callback: callback,
      encapsulatedKey: encapsulated, keyId: keyId ?? keyIdentifier(key),
      enquiries: isSealedBackwards ? items.reversed() : items)
    return message.json
  }
}
