import Domain
import Foundation
import RolloutRules

/// The endpoint and the newest key of a bank.
public struct EndpointRecord: Sendable, Equatable {
  public let bank: BankCode
  public let url: String?
  /// Whether the endpoint may have a private address: the bank's private lines were allowed by name.
  public let privateLines: Bool
  /// The newest sealing key: X25519, 32 bytes. In a sandbox the key may be read from the endpoint instead.
  public let publicKey: Data?
  /// Whether endpoint or keys are not as they were entered: the bank has none then, and is not asked, until an operator
  /// enters them again.
  public let isAltered: Bool
}

/// The endpoint and the keys that a bank has registered: one seal covers both.
struct Registered {
  let bank: BankCode
  let url: String?
  let privateLines: Bool
  let ring: KeyRing
  let isAltered: Bool

  static func altered(_ bank: BankCode) -> Registered {
    Registered(bank: bank, url: nil, privateLines: false, ring: KeyRing(), isAltered: true)
  }

  /// The same as the rollout rules know it.
  var bankRegistration: RegisteredBank { RegisteredBank(url: url, privateLines: privateLines, keys: ring) }

  func endpoint(at now: Moment) -> EndpointRecord {
    EndpointRecord(
      bank: bank, url: url, privateLines: privateLines, publicKey: ring.valid(at: now).first?.sealing,
      isAltered: isAltered)
  }
}

extension Transaction {
  private var keysTable: BankKeysTable { BankKeysTable(sql: sql) }

  /// Sets the endpoint of a bank. A certification of another endpoint ends with this.
  public func setEndpoint(_ url: String, of bank: BankCode, privateLines: Bool = false) throws {
    try mend(bank)
    try changing(bank) { try keep(bank, url: url, privateLines: privateLines) }
  }

  /// Changes a bank's keys; the bank gets a row even if it has no endpoint yet.
  func setKeys(of bank: BankCode, _ change: (inout KeyRing) -> Void) throws {
    try mend(bank)
    try changing(bank) {
      let before = try registered(bank)
      let old = before?.ring ?? KeyRing()
      var new = old
      change(&new)
      try keysTable.update(bank, from: old, to: new)
      try keep(bank, url: before?.url, privateLines: before?.privateLines ?? false)
    }
  }

  private func keep(_ bank: BankCode, url: String?, privateLines: Bool) throws {
    // By a scan of the table itself: a row that an index hides is deleted, too.
    try sql.execute("delete from endpoints not indexed where bank = $1", .text(bank.text))
    let values: [SQLValue] = [
      .text(bank.text), .optional(url), .integer(privateLines ? 1 : 0), .integer(now.milliseconds),
      .blob(try keysTable.ring(of: bank).digest),
    ]
    try insert(values, into: .endpoints)
    try registrations.note(endpoint: seal(values, in: .endpoints), of: bank)
  }

  private var registrations: RegistrationsTable { RegistrationsTable(transaction: self) }

  /// Restores the registration of a bank whose rows were altered, as the audit chain records it.
  private func mend(_ bank: BankCode) throws {
    guard let found = try registered(bank), found.isAltered else { return }
    let entered = try registeredByChain(bank)
    try keysTable.replace(entered.keys, of: bank)
    try keep(bank, url: entered.url, privateLines: entered.privateLines)
  }

  /// The endpoint and keys of a bank; nil if it has none. Rows other than those that the bank registered last are
  /// altered, even with a valid seal: an endpoint or a key that was given up does not return.
  func registered(_ bank: BankCode) throws -> Registered? {
    let noted = try registrations.registration(of: bank)?.endpoint
    let found = try storedRow(of: bank)
    guard found != nil || noted != nil else { return nil }
    guard let found, !found.registered.isAltered, found.seal == noted else {
      notice(.bank, [.text(bank.text)])
      return .altered(bank)
    }
    return found.registered
  }

  /// The endpoint and keys by the rows alone, and the seal of the bank's row. Older rows that were put back with their
  /// seals are not noticed here.
  func storedRow(of bank: BankCode) throws -> (registered: Registered, seal: Data?)? {
    let (ring, digest) = try keysTable.ring(of: bank)
    let row = try sql.first(
      "select \(SealedTable.endpoints.selection) from endpoints where bank = $1", .text(bank.text)
    ) { row -> (Registered, Data?) in
      guard isIntact(row, in: .endpoints), row.blob(4) == digest else { return (.altered(bank), nil) }
      return (
        Registered(bank: bank, url: row.optionalText(1), privateLines: row.int(2) == 1, ring: ring, isAltered: false),
        row.blob(5)
      )
    }
    guard row != nil || !ring.all.isEmpty else { return nil }
    return row.map { (registered: $0.0, seal: $0.1) } ?? (.altered(bank), nil)
  }

  /// Every bank that has a row, by a scan of the tables themselves.
  public func banksStored() throws -> [BankCode] {
    try sql.all(
      "select bank from endpoints not indexed union select bank from bank_keys not indexed order by bank",
      read: { BankCode($0.text(0)) })
  }

  public func endpoints() throws -> [EndpointRecord] {
    let noted = try registrations.all().filter { $0.value.endpoint != nil }.keys
    return try Set(banksStored()).union(noted).sorted().compactMap { try endpoint(of: $0) }
  }

  public func endpoint(of bank: BankCode) throws -> EndpointRecord? { try registered(bank)?.endpoint(at: now) }
}
