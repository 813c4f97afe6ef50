import Domain
import Foundation

/// What a bank registered last.
struct Registration {
  /// The seal of its row in `endpoints`; nil where it never had an endpoint or a key. A seal that no row has stands for
  /// one that was found altered.
  var endpoint: Data?
  /// Its latest certification, by number and seal; nil where there never was one.
  var certification: (number: Int, seal: Data)?

  /// Fits no row.
  static let unknown = Data()
}

/// What each bank registered last: the rows of `endpoints`, `bank_keys` and `certifications` count only while they are
/// those that are named here, so that one of before, put back with its seal, is not obeyed.
struct RegistrationsTable {
  let transaction: Transaction

  func registration(of bank: BankCode) throws -> Registration? {
    try transaction.sealedRows(of: .registrations).first(
      Self.columns, where: { $0.text(0) == bank.text }, read: Self.read)
  }

  /// By bank, as the file has them.
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
