import Domain
import RolloutRules
import Text

/// The announced maintenances of banks.
extension Transaction {
  public func insertMaintenance(of bank: BankCode, from: Moment, until: Moment, author: String) throws -> Maintenance {
    let maintenance = Maintenance(
      number: try nextNumber(of: .maintenances), bank: bank, from: from, until: until, author: author, madeAt: now)
    try addRow(
      [
        "number": .int(maintenance.number), "bank": .text(bank.text), "from_at": .integer(from.milliseconds),
        "until_at": .integer(until.milliseconds), "author": .text(author), "made_at": .integer(now.milliseconds),
        "cancelled": .integer(0), SealedTable.seal: seal(of: maintenance, isCancelled: false),
      ], to: .maintenances)
    return maintenance
  }

  /// Cancels the rest of a bank's maintenances that are not over, and gives those.
  public func cancelMaintenances(of bank: BankCode) throws -> [Maintenance] {
    let open = try maintenances(of: bank)
    for maintenance in open {
      try changeRow(
        .int(maintenance.number), of: .maintenances,
        to: ["cancelled": .integer(1), SealedTable.seal: seal(of: maintenance, isCancelled: true)])
    }
    return open
  }

  private func seal(of maintenance: Maintenance, isCancelled: Bool) -> SQLValue {
    .blob(
      seal(
        [
          .int(maintenance.number), .text(maintenance.bank.text), .integer(maintenance.from.milliseconds),
          .integer(maintenance.until.milliseconds), .text(maintenance.author),
          .integer(maintenance.madeAt.milliseconds), .integer(isCancelled ? 1 : 0),
        ], in: .maintenances))
  }

  /// A bank's maintenances that are not over, the next one first. An altered one is left out.
  public func maintenances(of bank: BankCode) throws -> [Maintenance] {
    try uncancelledMaintenances(of: bank).filter { $0.until > now }
      .sorted { ($0.from, $0.number) < ($1.from, $1.number) }
  }

  /// The maintenance that lasts now; of several the one that lasts longest.
  public func currentMaintenance(of bank: BankCode) throws -> Maintenance? {
    try maintenance(of: bank, at: now)
  }

  /// The maintenance that lasts at a time; of several the one that lasts longest.
  public func maintenance(of bank: BankCode, at moment: Moment) throws -> Maintenance? {
    try uncancelledMaintenances(of: bank).filter { $0.from <= moment && $0.until > moment }
      .min { ($1.until, $0.number) < ($0.until, $1.number) }
  }

  /// The maintenance to tell people of: the one that lasts, or the next one that begins within its notice.
  public func announcedMaintenance(of bank: BankCode) throws -> Maintenance? {
    if let current = try currentMaintenance(of: bank) { return current }
    return try maintenances(of: bank).first { $0.from <= now.adding(Maintenance.notice) }
  }

  private func uncancelledMaintenances(of bank: BankCode) throws -> [Maintenance] {
    let columns = SealedTable.maintenances.bound + [SealedTable.seal]
    return try sealedRows(of: .maintenances).all(
      columns, where: { $0.text(1) == bank.text && $0.integer(6) == 0 }, read: readMaintenance
    ).compactMap(\.self)
  }

  public func storedMaintenances() throws -> [AnnouncedMaintenance?] {
    try rows(of: .maintenances).all(SealedTable.maintenances.bound) { row in
      AnnouncedMaintenance(Self.maintenance(row), isCancelled: row.int(6) != 0)
    }
  }

  private func readMaintenance(_ row: any SQLRow) -> Maintenance? {
    isIntact(row, in: .maintenances) ? Self.maintenance(row) : nil
  }

  private static func maintenance(_ row: any SQLRow) -> Maintenance {
    Maintenance(
      number: row.int(0), bank: BankCode(row.text(1)), from: Moment(milliseconds: row.integer(2)),
      until: Moment(milliseconds: row.integer(3)), author: row.text(4), madeAt: Moment(milliseconds: row.integer(5)))
  }
}
