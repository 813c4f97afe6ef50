import Domain
import Foundation

/// Where a bank is asked, and with which key.
public struct EndpointRecord: Sendable, Equatable {
  public let bank: BankCode
  public let url: String?
  /// X25519, 32 bytes. In a sandbox it may be read from the endpoint instead.
  public let publicKey: Data?
}

extension Transaction {
  public func setEndpoint(_ url: String, of bank: BankCode) throws {
    try sql.execute(
      """
      insert into endpoints (bank, url, changed_at) values ($1, $2, $3)
      on conflict (bank) do update set url = excluded.url, changed_at = excluded.changed_at
      """,
      .text(bank.text), .text(url), .integer(now.milliseconds))
  }

  public func setPublicKey(_ key: Data, of bank: BankCode) throws {
    try sql.execute(
      """
      insert into endpoints (bank, public_key, changed_at) values ($1, $2, $3)
      on conflict (bank) do update set public_key = excluded.public_key, changed_at = excluded.changed_at
      """,
      .text(bank.text), .blob(key), .integer(now.milliseconds))
  }

  public func endpoints() throws -> [EndpointRecord] {
    try sql.all("select bank, url, public_key from endpoints order by bank") {
      EndpointRecord(bank: BankCode($0.text(0)), url: $0.optionalText(1), publicKey: $0.optionalBlob(2))
    }
  }

  public func endpoint(of bank: BankCode) throws -> EndpointRecord? {
    try sql.first("select bank, url, public_key from endpoints where bank = $1", .text(bank.text)) {
      EndpointRecord(bank: BankCode($0.text(0)), url: $0.optionalText(1), publicKey: $0.optionalBlob(2))
    }
  }
}
