import Domain

/// A maintenance as the table has it, or as the chain says that it was announced.
private struct AnnouncedMaintenance: Equatable {
  let number: Int64
  let bank: String
  let from: Moment
  let until: Moment
  let author: String
  let madeAt: Moment
  let isCancelled: Bool
}

extension Transaction {
  func problemOfMaintenances(_ records: [AuditRecord]) throws -> AuditProblem? {
    let cancelled = Set(records.filter { $0.action == "cancel" }.compactMap { AnnouncedMaintenance.number(in: $0) })
    let entered = records.filter { $0.action == "maintenance" }.map {
      AnnouncedMaintenance($0, isCancelled: AnnouncedMaintenance.number(in: $0).map(cancelled.contains) ?? false)
    }
    let found: [AnnouncedMaintenance?] = try rows(of: .maintenances).all(
      SealedTable.maintenances.bound, read: AnnouncedMaintenance.init(row:))
    return entered == found ? nil : .maintenancesAltered
  }
}

extension AnnouncedMaintenance {
  init(row: any SQLRow) {
    self.init(
      number: row.integer(0), bank: "bank \(row.text(1))", from: Moment(milliseconds: row.integer(2)),
      until: Moment(milliseconds: row.integer(3)), author: row.text(4), madeAt: Moment(milliseconds: row.integer(5)),
      isCancelled: row.int(6) != 0)
  }

  /// Nil for a record that does not say one.
  init?(_ record: AuditRecord, isCancelled: Bool) {
    guard let number = Self.number(in: record), let from = record.detail.text("from"),
      let until = record.detail.text("until"), let from = Moment(text: from), let until = Moment(text: until)
    else { return nil }
    self.init(
      number: number, bank: record.object, from: from, until: until, author: record.author, madeAt: record.at,
      isCancelled: isCancelled)
  }

  static func number(in record: AuditRecord) -> Int64? {
    if case .integer(let number)? = record.detail["number"] { number } else { nil }
  }
}
