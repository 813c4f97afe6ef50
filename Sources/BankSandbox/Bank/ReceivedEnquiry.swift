import Domain
import Foundation
import Sealing

/// An enquiry as a bank has it before it: opened, and however it came.
public struct ReceivedEnquiry: Sendable {
  public let identifier: String
  public let consent: String
  /// Which bank the consent names.
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
