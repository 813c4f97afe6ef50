import Domain
import Store
import Text

extension BankOnboarding {
  /// Announces that a bank is not asked for a while. May begin in the past: then it is under way.
  ///
  /// It holds a bank's enquiries back as a suspension does, and without an end that is near it would be one: so it needs
  /// approval wherever a change of banks does. Calling it off, which only lets go on what is running, never does.
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

  /// Calls off all that a bank has announced and that is not over; gives what was called off.
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
