import Domain
import Foundation

/// The question to one bank about one person.
public struct BankEnquiry: Sendable {
  public let identifier: String
  public let consent: Consent
  public let details: PersonalDetails

  public init(identifier: String, consent: Consent, details: PersonalDetails) {
    self.identifier = identifier
    self.consent = consent
    self.details = details
  }
}

/// The person's details that a chosen bank learns, and nobody else (docs/facts.md, "Who may query"). Never printed.
public struct PersonalDetails: Sendable {
  public let name: PersonName
  public let idNumber: IdentityNumber
  public let phone: PhoneNumber

  public init(name: PersonName, idNumber: IdentityNumber, phone: PhoneNumber) {
    self.name = name
    self.idNumber = idNumber
    self.phone = phone
  }
}

/// The artefact that lets one bank be asked about one person once.
public struct Consent: Sendable, Hashable {
  /// The purpose that the person agreed to, the same in every consent.
  public static let purpose = "own_card_overview"
  public static let scope = ["bank", "kind", "first4", "last4"]

  public let identifier: String
  public let bank: BankCode
  /// A pseudonym for this bank alone, so that banks cannot join their knowledge.
  public let person: String
  public let grantedAt: Moment
  public let expiresAt: Moment
  public let agreementVersion: String
  /// The checks by which the person was verified, in order, such as `face`, `sms`.
  public let verification: [String]
  /// The X25519 key of the consent that the answer is sealed to; a sender makes a `SealingPublicKey` of it.
  public let publicKey: Data

  public init(
    identifier: String, bank: BankCode, person: String, grantedAt: Moment, expiresAt: Moment,
    agreementVersion: String, verification: [String], publicKey: Data
  ) {
    self.identifier = identifier
    self.bank = bank
    self.person = person
    self.grantedAt = grantedAt
    self.expiresAt = expiresAt
    self.agreementVersion = agreementVersion
    self.verification = verification
    self.publicKey = publicKey
  }
}
