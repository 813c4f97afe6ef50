import Domain

/// The one row with the number of the running revision, for whoever reads the file; programs go by the sealed number.
struct RunningTable {
  let transaction: Transaction

  func number() throws -> Int {
    guard let number = try transaction.rows(of: .running).all(["revision"], read: { $0.int(0) }).first else {
      throw StoreFault.corrupt("running")
    }
    return number
  }

  func set(_ number: Int) throws {
    try transaction.setRow(.int(1), of: .running, to: ["id": .int(1), "revision": .int(number)])
  }
}

/// The latest revision that closed each bank.
struct ClosuresTable {
  let transaction: Transaction

  /// Notes that a revision closed a bank.
  func note(_ bank: BankCode, in number: Int) throws {
    try transaction.setRow(
      .text(bank.text), of: .closures, to: ["bank": .text(bank.text), "revision": .int(number)])
  }

  func latest(of bank: BankCode) throws -> Int? { try all()[bank.text] }

  func all() throws -> [String: Int] {
    let rows = try transaction.rows(of: .closures).all(["bank", "revision"]) { ($0.text(0), $0.int(1)) }
    return Dictionary(rows) { first, _ in first }
  }
}
