import Domain
import RolloutRules

/// The banks whose certification holds, and when it ends.
struct CertifiedTable: CertificationEndRecords {
  let transaction: Transaction

  func set(_ bank: BankCode, until end: Moment?) throws {
    guard let end else { return try transaction.removeRow(.text(bank.text), from: .certified) }
    try transaction.setRow(
      .text(bank.text), of: .certified, to: ["bank": .text(bank.text), "ends_at": .integer(end.milliseconds)])
  }

  func all() throws -> [BankCode: Moment] {
    let rows = try transaction.rows(of: .certified).all(["bank", "ends_at"]) {
      (BankCode($0.text(0)), Moment(milliseconds: $0.integer(1)))
    }
    return Dictionary(rows) { first, _ in first }
  }
}
