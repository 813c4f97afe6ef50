import Domain
import Foundation

/// `POST {endpoint}/v1/enquiries`: a batch of enquiries to one bank. Nothing in it tells which other banks were asked.
///
/// `signature`, here and in the consent, keeps the place of the signatures to come (design: "Keys").
public struct EnquiryMessage: Codable, Sendable, Equatable {
  /// The version of the protocol, `"1"`.
  public static let version = "1"

  public let `protocol`: String
  public let batch: String
  /// Where the bank may post answers that it gives later.
  public let callback: Nullable<String>
  /// The HPKE encapsulated key under which the identities were sealed, in order.
  public let encapsulatedKey: Data
  public let keyId: String
  public let enquiries: [Item]
  public let signature: Nullable<String>

  public init(batch: String, callback: String?, encapsulatedKey: Data, keyId: String, enquiries: [Item]) {
    self.protocol = Self.version
    self.batch = batch
    self.callback = Nullable(callback)
    self.encapsulatedKey = encapsulatedKey
    self.keyId = keyId
    self.enquiries = enquiries
    self.signature = Nullable(nil)
  }

  public struct Item: Codable, Sendable, Equatable {
    public let enquiry: String
    public let consent: ConsentMessage
    /// The sealed identity document.
    public let identity: Data

    public init(enquiry: String, consent: ConsentMessage, identity: Data) {
      self.enquiry = enquiry
      self.consent = consent
      self.identity = identity
    }
  }
}

/// A consent on the wire; times are RFC 3339.
public struct ConsentMessage: Codable, Sendable, Equatable {
  public let identifier: String
  public let bank: String
  public let purpose: String
  public let scope: [String]
  public let person: String
  public let grantedAt: String
  public let expiresAt: String
  public let agreementVersion: String
  public let verification: [String]
  public let publicKey: Data
  public let signature: Nullable<Data>

  public init(_ consent: Consent) {
    identifier = consent.identifier
    bank = consent.bank.text
    purpose = Consent.purpose
    scope = Consent.scope
    person = consent.person
    grantedAt = consent.grantedAt.description
    expiresAt = consent.expiresAt.description
    agreementVersion = consent.agreementVersion
    verification = consent.verification
    publicKey = consent.publicKey
    signature = Nullable(consent.signature)
  }
}
