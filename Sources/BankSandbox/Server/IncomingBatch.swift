import BankLink
import Domain
import Foundation
import Sealing

/// Opens the identities sealed to this bank, and checks each consent before the person is looked up.
struct IncomingBatch {
  let message: EnquiryMessage
  let bank: SandboxBank
  let trust: NetworkTrust

  func open() throws(WireRefusal) -> [ReceivedEnquiry] {
    try checkForm()
    let key = bank.keys.sealing
    guard message.keyId == keyIdentifier(key.publicKey.rawRepresentation) else {
      throw WireRefusal(.unknownSealingKey, "this is not the bank's key: read the keys again")
    }
    guard
      var opener = try? EnquiryOpener(bank: bank.code, privateKey: key, encapsulatedKey: message.encapsulatedKey)
    else { throw WireRefusal(.badEncapsulatedKey, "the encapsulated key is not a valid key") }
    var received: [ReceivedEnquiry] = []
    for item in message.enquiries {
      let consent = try consent(of: item)
      guard let person = opener.open(item.identity, enquiry: item.enquiry, consent: consent.identifier) else {
        throw WireRefusal(
          .identityNotSealed, "the identity does not open", enquiry: item.enquiry)
      }
      received.append(
        ReceivedEnquiry(
          identifier: item.enquiry, consent: consent.identifier, consentBank: consent.bank,
          publicKey: consent.publicKey, person: person))
    }
    return received
  }

  private func checkForm() throws(WireRefusal) {
    guard message.protocol == EnquiryMessage.version else {
      throw WireRefusal(.unsupportedProtocol, "the protocol version here is \(EnquiryMessage.version)")
    }
    guard !message.enquiries.isEmpty else {
      throw WireRefusal(WireCode(WireFault.badShape), "the batch has no enquiries")
    }
    guard message.enquiries.count <= EnquiryMessage.maximumEnquiries else { throw .tooManyEnquiries }
    var seen: Set<String> = []
    for item in message.enquiries where !seen.insert(item.enquiry).inserted {
      throw WireRefusal(.duplicateEnquiry, "the batch names this enquiry twice", enquiry: item.enquiry)
    }
  }

  /// The consent of an item. Times are judged by the network's, since a sandbox may pretend another; a real bank uses
  /// its own clock.
  private func consent(of item: EnquiryMessage.Item) throws(WireRefusal) -> Consent {
    do throws(ConsentFault) {
      let signed = try ConsentArtefact.open(item.consent, key: trust.key)
      guard signed.consent.bank == bank.code else { throw .otherBank }
      guard signed.enquiry == item.enquiry else { throw .otherEnquiry }
      guard message.sentAt < signed.consent.expiresAt else { throw .expired }
      guard signed.consent.grantedAt <= message.sentAt.adding(.minutes(5)) else { throw .notYet }
      return signed.consent
    } catch {
      throw WireRefusal(error, enquiry: item.enquiry)
    }
  }
}

extension AnswerMessage.Item {
  init(_ item: Conduct.Item) {
    switch item.reply {
    case .answered(let sealed): self = .answered(item.enquiry, sealed: sealed)
    case .accepted(let pause):
      self = .accepted(item.enquiry, retryAfterSeconds: Double(pause?.milliseconds ?? 1_000) / 1_000)
    case .declined(let code): self = .declined(item.enquiry, code: code.rawValue)
    case .malformed(let code): self = .declined(item.enquiry, code: code)
    }
  }
}

extension Span {
  var duration: Duration { .milliseconds(milliseconds) }
}
