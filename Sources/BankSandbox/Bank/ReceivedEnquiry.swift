import Domain
import Foundation
import Sealing

/// An enquiry in the form in which a bank judges it: opened, however it was received.
public struct ReceivedEnquiry: Sendable {
  public let identifier: String
  public let consent: String
  /// The bank that the consent names.
  public let consentBank: BankCode
  /// The key that the answer is sealed to.
  public let publicKey: Data
  public let person: IdentityDocument

  public init(identifier: String, consent: String, consentBank: BankCode, publicKey: Data, person: IdentityDocument) {
    self.identifier = identifier
    self.consent = consent
    self.consentBank = consentBank
    self.publicKey = publicKey
    self.person = person
  }
}
