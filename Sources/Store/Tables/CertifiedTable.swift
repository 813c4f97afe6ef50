import Domain

/// The banks whose certification holds, and when it ends.
struct CertifiedTable {
  let sql: any SQLSession

  func set(_ bank: BankCode, until end: Moment?) throws {
    guard let end else {
      try sql.execute("delete from certified where bank = $1", .text(bank.text))
      return
    }
    try sql.execute(
      """
      insert into certified (bank, ends_at) values ($1, $2)
      on conflict (bank) do update set ends_at = excluded.ends_at
      """,
      .text(bank.text), .integer(end.milliseconds))
  }

  func end(of bank: BankCode) throws -> Moment? {
    try sql.first(
      "select ends_at from certified where bank = $1", .text(bank.text),
      read: { Moment(milliseconds: $0.integer(0)) })
  }

  /// The ends that have come, in their order.
  func due(at now: Moment) throws -> [(bank: BankCode, at: Moment)] {
    try sql.all(
      "select bank, ends_at from certified where ends_at <= $1 order by ends_at, bank", .integer(now.milliseconds)
    ) { (BankCode($0.text(0)), Moment(milliseconds: $0.integer(1))) }
  }

  func all() throws -> [BankCode: Moment] {
    let rows = try sql.all("select bank, ends_at from certified order by bank") {
      (BankCode($0.text(0)), Moment(milliseconds: $0.integer(1)))
    }
    return Dictionary(uniqueKeysWithValues: rows)
  }
}
