import Domain

/// The banks whose certification holds, and when it ends.
struct CertifiedTable {
  let transaction: Transaction

  func set(_ bank: BankCode, until end: Moment?) throws {
    guard let end else { return try transaction.removeRow(.text(bank.text), from: .certified) }
    try transaction.setRow(
      .text(bank.text), of: .certified, to: ["bank": .text(bank.text), "ends_at": .integer(end.milliseconds)])
  }

  /// The ends that have come, in their order.
  func due(at now: Moment) throws -> [(bank: BankCode, at: Moment)] {
    try all().filter { $0.value <= now }.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
      .map { (bank: $0.key, at: $0.value) }
  }

  func all() throws -> [BankCode: Moment] {
    let rows = try transaction.rows(of: .certified).all(["bank", "ends_at"]) {
      (BankCode($0.text(0)), Moment(milliseconds: $0.integer(1)))
    }
    return Dictionary(rows) { first, _ in first }
  }
}
