import Domain

extension Transaction {
  private var table: MaintenancesTable { MaintenancesTable(sql: sql) }

  /// Announces a maintenance, which is in force at once.
  public func addMaintenance(of bank: BankCode, from: Moment, until: Moment, author: String) throws -> Maintenance {
    let number = try table.insert(bank, from: from, until: until, author: author, at: now)
    try audit(
      author: author, action: "maintenance", object: "bank \(bank)",
      detail: ["number": JSONValue(number), "from": JSONValue(from), "until": JSONValue(until)])
    return Maintenance(number: number, bank: bank, from: from, until: until, author: author)
  }

  /// Calls a maintenance off, also one that is under way.
  public func cancel(_ maintenance: Maintenance, author: String) throws {
    try table.cancel(maintenance.number, at: now)
    try audit(
      author: author, action: "cancel", object: "bank \(maintenance.bank)",
      detail: ["number": JSONValue(maintenance.number)])
  }

  /// The bank's maintenance under way, else the next one to come.
  public func maintenance(of bank: BankCode) throws -> Maintenance? { try table.open(of: bank, at: now).first }

  /// Every maintenance of a bank under way or to come, the earliest first.
  public func maintenances(of bank: BankCode) throws -> [Maintenance] { try table.open(of: bank, at: now) }

  /// Every bank's maintenance under way or to come, the earliest first.
  public func maintenances() throws -> [Maintenance] { try table.open(at: now) }

  /// The bank's maintenance under way.
  public func currentMaintenance(of bank: BankCode) throws -> Maintenance? {
    try maintenances(of: bank).last { $0.isUnderway(at: now) }
  }

  /// What people are told of before they choose the bank: its maintenance under way, or one that begins soon.
  public func announcedMaintenance(of bank: BankCode) throws -> Maintenance? {
    try maintenances(of: bank).first { $0.isAnnounced(at: now) }
  }
}
