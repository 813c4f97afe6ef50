import Domain
import Store
import Text

/// The banks a person can choose from.
public struct BankOffer: Sendable {
  public let region: RegionCode
  /// Whether the service is offered to the person at all.
  public let offered: Bool
  /// The reasons for which the service is not offered; empty if it is.
  public let reasons: [GateReason]
  public let banks: [Choice]

  public struct Choice: Sendable {
    public let bank: BankCode
    /// The bank's present name.
    public let name: Bilingual
    /// The reason for which the bank cannot be chosen; nil if it can.
    public let reason: GateReason?
    /// The trouble to warn of before the bank is chosen.
    public let warning: BankTrouble?
    /// The maintenance that lasts, or begins within a day.
    public let maintenance: Maintenance?

    /// An offer of a bank under its code in place of a name.
    init(
      bank: BankCode, name: Bilingual? = nil, reason: GateReason?, warning: BankTrouble?, maintenance: Maintenance?
    ) {
      self.bank = bank
      self.name = name ?? Bilingual(same: bank.text)
      self.reason = reason
      self.warning = warning
      self.maintenance = maintenance
    }
  }
}

extension BankOffer {
  /// The banks that can be chosen, in the form in which people are shown them.
  public var selectable: ShownBanks {
    ShownBanks(banks.filter { offered && $0.reason == nil }.map { .init(bank: $0.bank, name: $0.name) })
  }
}

extension CardholderDesk {
  /// Every bank with the reason for which the person cannot choose it now. If the service is not offered, none can be
  /// chosen.
  public func banks(_ token: String?, channel: Channel) async throws -> BankOffer {
    let busy = try parts.busyBanks()
    return try store.readGate { transaction, gate in
      let person = try person(token, in: transaction)
      let applicant = Applicant(region: person.region, bucket: person.bucket, channel: channel)
      var general = GateReasons()
      var judged: [(bank: BankCode, reason: GateReason?)] = []
      gate.judge(applicant, general: { general = $0 }) { place, reason in
        judged.append((gate.banks[place], general.first ?? reason))
      }
      let catalogue = try transaction.lastAppliedCatalogue()
      let choices = try judged.map { bank, reason in
        BankOffer.Choice(
          bank: bank, name: catalogue.bank(bank)?.name, reason: reason,
          warning: try busy[bank] != nil ? .crowded : BankTrouble(transaction.recentHealth(of: bank)),
          maintenance: try transaction.announcedMaintenance(of: bank))
      }
      return BankOffer(region: person.region, offered: general.isEmpty, reasons: Array(general), banks: choices)
    }
  }
}
