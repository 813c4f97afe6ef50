import Domain
import Foundation

/// The endpoint, keys and certification that a bank registered last.
struct Registration {
  /// The seal of the bank's row in `endpoints`; nil if the bank never had an endpoint or a key. A seal that no row has
  /// stands for a row that was found altered.
  var endpoint: Data?
  /// The bank's latest certification, by number and seal; nil if there never was one.
  var certification: (number: Int, seal: Data)?

  /// A seal that fits no row.
  static let unknown = Data()
}

/// The registrations that banks made last: the rows of `endpoints`, `bank_keys` and `certifications` count only while
/// they are the ones named here, so that an older row, put back with its seal, is not obeyed.
struct RegistrationsTable {
  let transaction: Transaction

  func registration(of bank: BankCode) throws -> Registration? {
    try transaction.sealedRows(of: .registrations).first(
      Self.columns, where: { $0.text(0) == bank.text }, read: Self.read)
  }

  /// The registrations by bank, as the file has them.
  func all() throws -> [BankCode: Registration] {
    let rows = try transaction.rows(of: .registrations).all(Self.columns) { (BankCode($0.text(0)), Self.read($0)) }
    return Dictionary(rows) { first, _ in first }
  }

  func note(endpoint: Data, of bank: BankCode) throws {
    var registration = try registration(of: bank) ?? Registration()
    registration.endpoint = endpoint
    try set(registration, of: bank)
  }

  func note(certification number: Int, _ seal: Data, of bank: BankCode) throws {
    var registration = try registration(of: bank) ?? Registration()
    registration.certification = (number, seal)
    try set(registration, of: bank)
  }

  func set(_ registration: Registration, of bank: BankCode) throws {
    try transaction.setRow(
      .text(bank.text), of: .registrations,
      to: [
        "bank": .text(bank.text), "endpoint": .optional(registration.endpoint),
        "certification": .optional(registration.certification.map { Int64($0.number) }),
        "certificate": .optional(registration.certification?.seal),
      ])
  }

  private static let columns = ["bank", "endpoint", "certification", "certificate"]

  private static func read(_ row: any SQLRow) -> Registration {
    Registration(
      endpoint: row.optionalBlob(1), certification: row.isNull(2) ? nil : (row.int(2), row.blob(3)))
  }
}
