import Domain

/// A maintenance of the table, or of the chain's record of its announcement.
public struct AnnouncedMaintenance: Sendable, Equatable {
  let number: Int64
  /// The bank as the chain names it: `bank icbc`.
  let bank: String
  let from: Moment
  let until: Moment
  let author: String
  let madeAt: Moment
  let isCancelled: Bool

  /// A maintenance of the table.
  public init(_ maintenance: Maintenance, isCancelled: Bool) {
    self.init(
      number: Int64(maintenance.number), bank: "bank \(maintenance.bank)", from: maintenance.from,
      until: maintenance.until, author: maintenance.author, madeAt: maintenance.madeAt, isCancelled: isCancelled)
  }

  private init(
    number: Int64, bank: String, from: Moment, until: Moment, author: String, madeAt: Moment, isCancelled: Bool
  ) {
    self.number = number
    self.bank = bank
    self.from = from
    self.until = until
    self.author = author
    self.madeAt = madeAt
    self.isCancelled = isCancelled
  }
}

extension AuditedRecords {
  func problemOfMaintenances(_ records: [AuditRecord]) throws -> AuditProblem? {
    let cancelled = Set(records.filter { $0.action == "cancel" }.compactMap { AnnouncedMaintenance.number(in: $0) })
    let entered = records.filter { $0.action == "maintenance" }.map {
      AnnouncedMaintenance($0, isCancelled: AnnouncedMaintenance.number(in: $0).map(cancelled.contains) ?? false)
    }
    return try storedMaintenances() == entered ? nil : .maintenancesAltered
  }
}

extension AnnouncedMaintenance {
  /// Nil if the record is not of an announcement.
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
