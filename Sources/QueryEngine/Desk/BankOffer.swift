import Domain
import Store

/// The banks a person can choose from.
public struct BankOffer: Sendable {
  public let region: RegionCode
  /// Whether the service is offered to the person at all.
  public let offered: Bool
  /// Why not, where it is not.
  public let reasons: [GateReason]
  public let banks: [Choice]

  public struct Choice: Sendable {
    public let bank: BankCode
    /// Why it cannot be chosen; nil when it can.
    public let reason: GateReason?
  }
}

extension CardholderDesk {
  /// Every bank with whether the person can choose it now. Where the service is not offered, none can be chosen.
  public func banks(_ token: String?, channel: Channel) async throws -> BankOffer {
    try store.readGate { transaction, gate in
      let person = try person(token, in: transaction)
      let applicant = Applicant(region: person.region, bucket: person.bucket, channel: channel)
      var general = GateReasons()
      var choices: [BankOffer.Choice] = []
      gate.judge(applicant, general: { general = $0 }) { place, reason in
        choices.append(BankOffer.Choice(bank: gate.banks[place], reason: general.first ?? reason))
      }
      return BankOffer(region: person.region, offered: general.isEmpty, reasons: Array(general), banks: choices)
    }
  }
}
