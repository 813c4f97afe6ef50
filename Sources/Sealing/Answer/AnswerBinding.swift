import Domain
import Foundation

/// The binding of a sealed answer: it opens for no other enquiry, bank or consent (docs/rules.md, "Keys").
public struct AnswerBinding: Sendable, Hashable {
  public let enquiry: String
  public let bank: BankCode
  public let consent: String

  public init(enquiry: String, bank: BankCode, consent: String) {
    self.enquiry = enquiry
    self.bank = bank
    self.consent = consent
  }

  static let info = Data("chaka/answer/1".utf8)
  var authenticated: Data { lengthPrefixed([enquiry, bank.text, consent]) }
}
