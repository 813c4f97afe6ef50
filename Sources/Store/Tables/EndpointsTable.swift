import Domain
import Foundation

/// Where a bank is asked, and with which key.
public struct EndpointRecord: Sendable, Equatable {
  public let bank: BankCode
  public let url: String?
  /// Whether the address may be a private one: the bank's lines were allowed by name.
  public let privateLines: Bool
  /// The newest sealing key: X25519, 32 bytes. In a sandbox it may be read from the endpoint instead.
  public let publicKey: Data?
}

extension Transaction {
  /// Where a bank is asked from now on. A certification of another address ends with it.
  public func setEndpoint(_ url: String, of bank: BankCode, privateLines: Bool = false) throws {
    try changing(bank) {
      try sql.execute(
        """
        insert into endpoints (bank, url, private_lines, changed_at) values ($1, $2, $3, $4)
        on conflict (bank) do update
        set url = excluded.url, private_lines = excluded.private_lines, changed_at = excluded.changed_at
        """,
        .text(bank.text), .text(url), .int(privateLines ? 1 : 0), .integer(now.milliseconds))
    }
  }

  /// Changes a bank's keys; the row says that the bank is known, also where it has no address yet.
  func setKeys(of bank: BankCode, _ change: (inout KeyRing) -> Void) throws {
    let table = BankKeysTable(sql: sql)
    try changing(bank) {
      let old = try table.ring(of: bank)
      var new = old
      change(&new)
      try table.update(bank, from: old, to: new)
      try sql.execute(
        """
        insert into endpoints (bank, changed_at) values ($1, $2)
        on conflict (bank) do update set changed_at = excluded.changed_at
        """,
        .text(bank.text), .integer(now.milliseconds))
    }
  }

  private static let columns = """
    bank, url, private_lines, (
      select seal_key from bank_keys
      where bank_keys.bank = endpoints.bank and (valid_until is null or valid_until > $1)
      order by number desc limit 1
    )
    """

  public func endpoints() throws -> [EndpointRecord] {
    try sql.all(
      "select \(Self.columns) from endpoints order by bank", .integer(now.milliseconds), read: Self.endpoint)
  }

  public func endpoint(of bank: BankCode) throws -> EndpointRecord? {
    try sql.first(
      "select \(Self.columns) from endpoints where bank = $2", .integer(now.milliseconds), .text(bank.text),
      read: Self.endpoint)
  }

  private static func endpoint(_ row: any SQLRow) -> EndpointRecord {
    EndpointRecord(
      bank: BankCode(row.text(0)), url: row.optionalText(1), privateLines: row.int(2) == 1,
      publicKey: row.optionalBlob(3))
  }
}
