import Domain
import Foundation
import RolloutRules

/// Where a bank is asked, and with which key.
public struct EndpointRecord: Sendable, Equatable {
  public let bank: BankCode
  public let url: String?
  /// Whether the address may be a private one: the bank's lines were allowed by name.
  public let privateLines: Bool
  /// The newest sealing key: X25519, 32 bytes. In a sandbox it may be read from the endpoint instead.
  public let publicKey: Data?
  /// Whether address or keys are not as they were entered: the bank has none then, and is not asked, until an operator
  /// enters them again.
  public let isAltered: Bool
}

/// All that a bank has registered: one seal covers address and keys.
struct Registered {
  let bank: BankCode
  let url: String?
  let privateLines: Bool
  let ring: KeyRing
  let isAltered: Bool

  static func altered(_ bank: BankCode) -> Registered {
    Registered(bank: bank, url: nil, privateLines: false, ring: KeyRing(), isAltered: true)
  }

  /// As the rules know it.
  var bankRegistration: RegisteredBank { RegisteredBank(url: url, privateLines: privateLines, keys: ring) }

  func endpoint(at now: Moment) -> EndpointRecord {
    EndpointRecord(
      bank: bank, url: url, privateLines: privateLines, publicKey: ring.valid(at: now).first?.sealing,
      isAltered: isAltered)
  }
}

extension Transaction {
  private var keysTable: BankKeysTable { BankKeysTable(sql: sql) }

  /// Where a bank is asked from now on. A certification of another address ends with it.
  public func setEndpoint(_ url: String, of bank: BankCode, privateLines: Bool = false) throws {
    try mend(bank)
    try changing(bank) { try keep(bank, url: url, privateLines: privateLines) }
  }

  /// Changes a bank's keys; the row says that the bank is known, also where it has no address yet.
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
    // Through the table itself: a row that an index hides goes, too.
    try sql.execute("delete from endpoints not indexed where bank = $1", .text(bank.text))
    let values: [SQLValue] = [
      .text(bank.text), .optional(url), .integer(privateLines ? 1 : 0), .integer(now.milliseconds),
      .blob(try keysTable.ring(of: bank).digest),
    ]
    try insert(values, into: .endpoints)
    try registrations.note(endpoint: seal(values, in: .endpoints), of: bank)
  }

  private var registrations: RegistrationsTable { RegistrationsTable(transaction: self) }

  /// Puts back what a bank had registered, as the audit chain says, where its rows were altered.
  private func mend(_ bank: BankCode) throws {
    guard let found = try registered(bank), found.isAltered else { return }
    let entered = try registeredByChain(bank)
    try keysTable.replace(entered.keys, of: bank)
    try keep(bank, url: entered.url, privateLines: entered.privateLines)
  }

  /// What a bank has registered; nil where it has nothing. Rows that are not those that it registered last are altered,
  /// whatever their seals say: an address or a key that was given up is not gone back to.
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

  /// The same by the rows alone, and the seal of the bank's row: of rows that were put back with their seals nobody can
  /// tell here.
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

  /// Every bank of which there is a row, looked for in the tables themselves.
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
