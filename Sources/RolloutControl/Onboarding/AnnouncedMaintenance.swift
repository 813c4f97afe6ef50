import Domain
import Store

extension OperatorSession {
  /// Announces that a bank is not asked for a while. May begin in the past: then it is under way.
  public func announceMaintenance(of bank: BankCode, from: Moment, until: Moment) throws -> Maintenance {
    try write { transaction in
      guard from < until else { throw RolloutFault.invalidPeriod(from: from, until: until) }
      guard until > transaction.now else { throw RolloutFault.timeInPast(until, now: transaction.now) }
      if let other = try transaction.maintenances(of: bank).first(where: { $0.from < until && from < $0.until }) {
        throw RolloutFault.maintenanceOverlaps(from: other.from, until: other.until)
      }
      let maintenance = try transaction.insertMaintenance(of: bank, from: from, until: until, author: author)
      try transaction.audit(
        author: author, action: "maintenance", object: "bank \(bank)",
        detail: ["number": JSONValue(maintenance.number), "from": JSONValue(from), "until": JSONValue(until)])
      return maintenance
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
