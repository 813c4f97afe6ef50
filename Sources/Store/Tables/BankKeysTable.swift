import Crypto
import Domain
import Foundation

/// The banks' pairs of keys over time.
struct BankKeysTable {
  let sql: any SQLSession

  /// A bank's pairs, and the digest of their rows that the seal of the bank's row of `endpoints` covers.
  func ring(of bank: BankCode) throws -> (ring: KeyRing, digest: Data) {
    var hash = SHA256()
    let pairs = try sql.all(
      "select \(Self.columnNames.joined(separator: ", ")) from bank_keys where bank = $1 order by number",
      .text(bank.text)
    ) { row in
      var bytes: [UInt8] = []
      for (column, name) in Self.columns.enumerated() { SealText.append(name, row.value(column), to: &bytes) }
      hash.update(data: bytes)
      return Self.keys(row, from: 2)
    }
    return (KeyRing(pairs), Data(hash.finalize()))
  }

  /// The columns in the order of the digest.
  static let columnNames = ["number", "bank", "seal_key", "sign_key", "valid_from", "valid_until"]
  private static let columns = columnNames.map(SealText.framed)

  /// Replaces all pairs of a bank.
  func replace(_ ring: KeyRing, of bank: BankCode) throws {
    try sql.execute("delete from bank_keys not indexed where bank = $1", .text(bank.text))
    for keys in ring.all { try insert(keys, of: bank) }
  }

  /// The pairs of every bank that ever had keys.
  func rings() throws -> [BankCode: KeyRing] {
    let rows = try sql.all(
      "select bank, seal_key, sign_key, valid_from, valid_until from bank_keys not indexed order by bank, number"
    ) { (BankCode($0.text(0)), Self.keys($0, from: 1)) }
    return Dictionary(grouping: rows) { $0.0 }.mapValues { KeyRing($0.map(\.1)) }
  }

  /// Writes the ends that changed, and adds the new pair. The pairs of a ring keep their places.
  func update(_ bank: BankCode, from old: KeyRing, to new: KeyRing) throws {
    for (place, keys) in new.all.enumerated() {
      if place >= old.all.count {
        try insert(keys, of: bank)
      } else if keys != old.all[place] {
        try setEnd(of: bank, at: place, to: keys.validUntil)
      }
    }
  }

  private func insert(_ keys: BankKeyTerm, of bank: BankCode) throws {
    try sql.execute(
      "insert into bank_keys (bank, seal_key, sign_key, valid_from, valid_until) values ($1, $2, $3, $4, $5)",
      .text(bank.text), .blob(keys.sealing), .optional(keys.signing), .integer(keys.validFrom.milliseconds),
      .optional(keys.validUntil?.milliseconds))
  }

  private func setEnd(of bank: BankCode, at place: Int, to end: Moment?) throws {
    try sql.execute(
      """
      update bank_keys set valid_until = $1
      where number = (select number from bank_keys where bank = $2 order by number limit 1 offset $3)
      """,
      .optional(end?.milliseconds), .text(bank.text), .int(place))
  }

  private static func keys(_ row: any SQLRow, from column: Int) -> BankKeyTerm {
    BankKeyTerm(
      pair: BankPublicKeys(sealing: row.blob(column), signing: row.optionalBlob(column + 1)),
      validFrom: Moment(milliseconds: row.integer(column + 2)),
      validUntil: row.optionalInteger(column + 3).map { Moment(milliseconds: $0) })
  }
}
