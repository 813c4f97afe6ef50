import Domain

/// The times at which banks have announced to work on their systems.
struct MaintenancesTable {
  let sql: any SQLSession

  private static let columns = "number, bank, from_at, until_at, author"

  /// One maintenance as it stands, with what people do not see.
  struct Entry: Equatable {
    let maintenance: Maintenance
    let madeAt: Moment
    let cancelledAt: Moment?
  }

  /// Gives the new maintenance's number.
  func insert(_ bank: BankCode, from: Moment, until: Moment, author: String, at: Moment) throws -> Int {
    let number = try sql.first(
      """
      insert into maintenances (bank, from_at, until_at, author, made_at) values ($1, $2, $3, $4, $5)
      returning number
      """,
      .text(bank.text), .integer(from.milliseconds), .integer(until.milliseconds), .text(author),
      .integer(at.milliseconds), read: { $0.int(0) })
    guard let number else { throw StoreFault.corrupt("maintenances") }
    return number
  }

  func cancel(_ number: Int, at: Moment) throws {
    try sql.execute(
      "update maintenances set cancelled_at = $1 where number = $2", .integer(at.milliseconds), .int(number))
  }

  /// Neither over nor cancelled, the earliest first; of one bank or of all.
  func open(of bank: BankCode, at now: Moment) throws -> [Maintenance] {
    try sql.all(
      """
      select \(Self.columns) from maintenances where bank = $1 and until_at > $2 and cancelled_at is null
      order by from_at, number
      """,
      .text(bank.text), .integer(now.milliseconds), read: Self.read)
  }

  func open(at now: Moment) throws -> [Maintenance] {
    try sql.all(
      """
      select \(Self.columns) from maintenances where until_at > $1 and cancelled_at is null order by from_at, number
      """,
      .integer(now.milliseconds), read: Self.read)
  }

  func all() throws -> [Entry] {
    try sql.all("select \(Self.columns), made_at, cancelled_at from maintenances order by number") { row in
      Entry(
        maintenance: Self.read(row), madeAt: Moment(milliseconds: row.integer(5)),
        cancelledAt: row.optionalInteger(6).map { Moment(milliseconds: $0) })
    }
  }

  private static func read(_ row: any SQLRow) -> Maintenance {
    Maintenance(
      number: row.int(0), bank: BankCode(row.text(1)), from: Moment(milliseconds: row.integer(2)),
      until: Moment(milliseconds: row.integer(3)), author: row.text(4))
  }
}
