import Domain

/// A time for which a bank asked to be left alone: nothing is sent to it, its enquiries wait.
public struct Maintenance: Sendable, Equatable {
  public let number: Int
  public let bank: BankCode
  public let from: Moment
  /// The first moment at which it is over.
  public let until: Moment
  public let author: String
  public let madeAt: Moment

  /// People are told of it from this long before it begins.
  public static let notice = Span.hours(24)

  public init(number: Int, bank: BankCode, from: Moment, until: Moment, author: String, madeAt: Moment) {
    self.number = number
    self.bank = bank
    self.from = from
    self.until = until
    self.author = author
    self.madeAt = madeAt
  }

  /// `{"from":"...","until":"..."}`
  public var json: JSONValue { ["from": JSONValue(from), "until": JSONValue(until)] }
}

extension Transaction {
  private static let maintenanceColumns = SealedTable.maintenances.selection

  public func insertMaintenance(of bank: BankCode, from: Moment, until: Moment, author: String) throws -> Maintenance {
    try check(.maintenances)
    let number = try nextNumber(in: .maintenances)
    try insert(
      [
        .int(number), .text(bank.text), .integer(from.milliseconds), .integer(until.milliseconds), .text(author),
        .integer(now.milliseconds), .integer(0),
      ], into: .maintenances)
    return Maintenance(number: number, bank: bank, from: from, until: until, author: author, madeAt: now)
  }

  /// Cancels what of a bank's maintenance is not over, and gives it.
  public func cancelMaintenances(of bank: BankCode) throws -> [Maintenance] {
    let open = try maintenances(of: bank)
    for maintenance in open {
      try change(.int(maintenance.number), in: .maintenances, to: ["cancelled": .integer(1)])
    }
    return open
  }

  /// A bank's maintenances that are not over, the next one first. One that was altered is none.
  public func maintenances(of bank: BankCode) throws -> [Maintenance] {
    try check(.maintenances)
    return try sql.all(
      """
      select \(Self.maintenanceColumns) from maintenances
      where bank = $1 and cancelled = 0 and until_at > $2 order by from_at, number
      """,
      .text(bank.text), .integer(now.milliseconds), read: readMaintenance
    ).compactMap(\.self)
  }

  /// The maintenance that lasts now; of several the one that lasts longest.
  public func currentMaintenance(of bank: BankCode) throws -> Maintenance? {
    try maintenance(of: bank, at: now)
  }

  /// The maintenance that lasts at a time; of several the one that lasts longest.
  public func maintenance(of bank: BankCode, at moment: Moment) throws -> Maintenance? {
    try check(.maintenances)
    let time = SQLValue.integer(moment.milliseconds)
    return try sql.all(
      """
      select \(Self.maintenanceColumns) from maintenances
      where bank = $1 and cancelled = 0 and from_at <= $2 and until_at > $3 order by until_at desc, number
      """,
      .text(bank.text), time, time, read: readMaintenance
    ).compactMap(\.self).first
  }

  /// What people are told of: the maintenance that lasts, or the next one that begins within its notice.
  public func announcedMaintenance(of bank: BankCode) throws -> Maintenance? {
    if let current = try currentMaintenance(of: bank) { return current }
    return try maintenances(of: bank).first { $0.from <= now.adding(Maintenance.notice) }
  }

  private func readMaintenance(_ row: any SQLRow) -> Maintenance? {
    guard isIntact(row, in: .maintenances) else { return nil }
    return Maintenance(
      number: row.int(0), bank: BankCode(row.text(1)), from: Moment(milliseconds: row.integer(2)),
      until: Moment(milliseconds: row.integer(3)), author: row.text(4), madeAt: Moment(milliseconds: row.integer(5)))
  }
}
