import Domain
import Store
import Text

extension BankOnboarding {
  /// Announces a maintenance, in which a bank is not asked. One that begins in the past is under way.
  ///
  /// A maintenance holds a bank's enquiries back as a suspension does, so it needs approval wherever a change of banks
  /// does, and has to end soon. Cancelling, which only lets asking go on, never needs approval.
  public func announceMaintenance(of bank: BankCode, from: Moment, until: Moment) throws -> Maintenance {
    try write(alone: .banks, "banks.\(bank).maintenance") {
      try announce(maintenanceOf: bank, from: from, until: until, by: author, in: $0)
    }
  }

  func announce(
    maintenanceOf bank: BankCode, from: Moment, until: Moment, by author: String, in transaction: Transaction
  ) throws -> Maintenance {
    try requirePeriod(from: from, until: until, of: bank, in: transaction)
    let maintenance = try transaction.insertMaintenance(of: bank, from: from, until: until, author: author)
    try transaction.audit(
      author: author, action: "maintenance", object: "bank \(bank)",
      detail: ["number": JSONValue(maintenance.number), "from": JSONValue(from), "until": JSONValue(until)])
    return maintenance
  }

  func requirePeriod(from: Moment, until: Moment, of bank: BankCode, in transaction: Transaction) throws {
    guard from < until else { throw RolloutFault.invalidPeriod(from: from, until: until) }
    guard until > transaction.now else { throw RolloutFault.timeInPast(until, now: transaction.now) }
    if let other = try transaction.maintenances(of: bank).first(where: { $0.from < until && from < $0.until }) {
      throw RolloutFault.maintenanceOverlaps(from: other.from, until: other.until)
    }
  }

  /// Cancels every maintenance of a bank that is not over, and gives them.
  public func cancelMaintenance(of bank: BankCode) throws -> [Maintenance] {
    try write { transaction in
      let cancelled = try transaction.cancelMaintenances(of: bank)
      guard !cancelled.isEmpty else { throw RolloutFault.noMaintenance(bank) }
      for maintenance in cancelled {
        try transaction.audit(
          author: author, action: "cancel", object: "bank \(bank)",
          detail: ["number": JSONValue(maintenance.number)])
      }
      return cancelled
    }
  }
}
