import Domain
import Store
import Text

/// A bank whose certification ends soon.
public struct CertificationWarning: Sendable, Equatable {
  public let bank: BankCode
  public let endsAt: Moment
  /// Whether the end of the certification suspends the bank.
  public let suspends: Bool

  public init(bank: BankCode, endsAt: Moment, suspends: Bool) {
    self.bank = bank
    self.endsAt = endsAt
    self.suspends = suspends
  }

  public var message: Bilingual {
    Bilingual(
      zh: "银行 \(bank) 的认证将于 \(endsAt.short) 到期" + (suspends ? "，届时自动暂停" : "") + "，请在此之前重新认证",
      en: "the certification of bank \(bank) expires at \(endsAt.short)"
        + (suspends ? ", and the bank is then suspended" : "") + ": certify it again before")
  }
}

extension OperatorSession {
  /// The certifications that end soon, of banks that the candidate connects and that need one.
  public func warnings() throws -> [CertificationWarning] {
    guard candidate.requiresCertification(isSandbox: store.isSandbox) else { return [] }
    return try store.read { transaction in
      try candidate.connectedBanks.compactMap { bank in
        try transaction.standing(of: bank).warning(at: transaction.now).map {
          CertificationWarning(bank: bank, endsAt: $0, suspends: true)
        }
      }
    }
  }
}
