import BankLink
import Domain
import Foundation
import Sealing
import Store

/// A bank's enquiries that are sent together: to be asked in one request, or fetched in one.
struct Claim: Sendable {
  let bank: BankCode
  let endpoint: BankEndpoint
  let enquiries: [NamedEnquiry]
  /// The pass under which the request is sent.
  let pass: BankThrottle.Pass

  var asks: [NamedEnquiry] { enquiries.filter { !$0.enquiry.isFetch } }
  var fetches: [NamedEnquiry] { enquiries.filter(\.enquiry.isFetch) }
}

/// An enquiry in hand, with what its bank knows it by.
struct NamedEnquiry: Sendable {
  let enquiry: HeldEnquiry
  let names: Transaction.EnquiryNames

  var identifier: String { names.enquiry }

  /// The enquiry with the person's details open, for as long as the bank is asked.
  func opened(_ parts: EngineParts) throws -> BankEnquiry {
    let query = enquiry.held.query
    guard SealingPublicKey(rawRepresentation: query.publicKey) != nil else { throw WeakKey() }
    let bank = enquiry.bank
    let pseudonym = parts.store.secret.hash("\(query.person) \(bank)", for: .pseudonym).prefix(16).hexadecimal
    let consent = Consent(
      identifier: names.consent, bank: bank, person: pseudonym, grantedAt: query.acceptedAt, expiresAt: query.dueAt,
      agreementVersion: query.agreement, verification: ["face", "sms"], publicKey: query.publicKey)
    let details = try parts.details(enquiry.held.sealedDetails, of: query.person)
    return BankEnquiry(identifier: names.enquiry, consent: consent, details: details)
  }
}
