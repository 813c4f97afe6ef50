import Domain
import Foundation
import Sealing

/// Carries the open queries of a database from before into its rows of work, and its vaults into their new form: once, in
/// the transaction that migrates it. What was altered stays altered: its row gets no seal.
struct WorkMigration {
  let session: any SQLSession
  let seal: RowSeal

  /// The name of the migration that this belongs to.
  static let step = "work"

  /// The table of enquiries as it was.
  static let enquiries = SealedTable(
    .enquiry, "enquiries", identity: ["query", "position"],
    bound: ["bank", "id", "consent", "state", "code", "attempts", "due_at", "asked_at"], beside: ["next_at"])

  /// The table of a day as it was.
  static func vault(of day: CalendarDay) -> SealedTable {
    SealedTable(
      .kept, "vault_\(day.number)", identity: ["query", "position"], bound: ["enquiry", "consent", "sealed"])
  }

  func run() throws {
    try carryWork()
    for day in try session.openVaultDays() { try carryVault(of: day) }
    try carryKeys()
  }

  // MARK: Work

  private struct OpenQuery {
    let number: Int
    let banks: [BankCode]
    let acceptedAt: Moment
    let dueAt: Moment
  }

  private struct Row {
    let enquiry: EnquiryRecord
    let names: Transaction.EnquiryNames
    let isIntact: Bool
    let owner: String?
  }

  private func carryWork() throws {
    let open = try session.all(
      "select number, banks, accepted_at, due_at from queries where state in ('accepted', 'collecting') order by number"
    ) { row in
      OpenQuery(
        number: row.int(0), banks: row.text(1).split(separator: " ").map { BankCode(String($0)) },
        acceptedAt: Moment(unbound: row.integer(2)), dueAt: Moment(unbound: row.integer(3)))
    }
    for query in open { try carry(query) }
  }

  private func carry(_ query: OpenQuery) throws {
    let table = Self.enquiries
    let rows = try session.all(
      "select \(table.selection), next_at, owner from enquiries where query = $1 order by position",
      .int(query.number), read: read)
    let isIntact = rows.allSatisfy(\.isIntact) && rows.map(\.enquiry.bank) == query.banks
    let nextAt = rows.filter { $0.enquiry.machine.state.isOpen }.map(\.enquiry.machine.nextAt.milliseconds).min()
    let packed = PackedEnquiries.pack(rows.map(\.enquiry), acceptedAt: query.acceptedAt)
    let values: [SQLValue] = [.int(query.number), .blob(packed)]
    try session.execute(
      "insert into work (query, state, next_at, owner, seal) values ($1, $2, $3, $4, $5)",
      values + [
        .optional(nextAt), .optional(rows.compactMap(\.owner).first),
        isIntact ? .blob(seal.seal(values, in: .work)) : .null,
      ])
    for row in rows { try name(row) }
  }

  private func name(_ row: Row) throws {
    let values: [SQLValue] = [
      .int(row.enquiry.query), .int(row.enquiry.position), .text(row.names.enquiry), .text(row.names.consent),
    ]
    try session.execute(
      SealedTable.namedEnquiries.insertionUnlessThere,
      values + [row.isIntact ? .blob(seal.seal(values, in: .namedEnquiries)) : .null])
  }

  private func read(_ row: any SQLRow) throws -> Row {
    // Before any value is read as another kind, which changes its kind.
    let isIntact = seal.fits(row, in: Self.enquiries)
    let owner = row.optionalText(12)
    let (state, nextAt) = (EnquiryState(rawValue: row.text(5)), Moment(unbound: row.integer(11)))
    return Row(
      enquiry: EnquiryRecord(
        query: row.int(0), position: row.int(1), bank: BankCode(row.text(2)),
        machine: EnquiryMachine(
          state: state ?? .failed, code: row.optionalText(6), attempts: row.int(7), nextAt: nextAt,
          dueAt: Moment(unbound: row.integer(8))),
        askedAt: row.optionalInteger(9).map { Moment(unbound: $0) },
        isClaimed: owner != nil && state?.isOpen == true),
      names: Transaction.EnquiryNames(enquiry: row.text(3), consent: row.text(4)),
      isIntact: state != nil && isIntact, owner: owner)
  }

  // MARK: Vaults

  /// The places of a vault's rows in their query: the key's, then those of answers.
  private static let places = -1..<EnquiryIdentifiers.places.upperBound

  private func carryVault(of day: CalendarDay) throws {
    let before = Self.vault(of: day)
    try session.execute("drop index \(before.name)_query")
    var parts = PartNumbers()
    try session.renewVault(of: day, by: seal, reading: before, inOrder: "query, position") { row in
      let position = row.int(1)
      // What lies at no place of a query was put there by somebody else: what it was taken from is missing there.
      guard Self.places.contains(position), Transaction.itemQueries.contains(row.int(0)) else { return nil }
      let answer = KeptAnswer(
        position: max(0, position), sealed: row.blob(4),
        names: Transaction.EnquiryNames(enquiry: row.text(2), consent: row.text(3)))
      return (
        Transaction.item(row.int(0), part: parts.next(of: row.int(0), answers: position < 0 ? 0 : 1)),
        position < 0 ? answer.sealed : PackedAnswers.pack([answer])
      )
    }
  }

  // MARK: Ephemeral keys

  private func carryKeys() throws {
    let keys = try session.all("select nonce, until from nonces where nonce like '/key %'") {
      (hash: Self.bytes(ofHexadecimal: $0.text(0).dropFirst(5)), until: Moment(unbound: $0.integer(1)))
    }
    for (hash, until) in keys {
      try session.execute(
        "insert into answer_keys (generation, key) values ($1, $2) on conflict do nothing",
        .int(Transaction.keyGeneration(of: until.adding(.days(-2)).day)), .blob(hash))
    }
    try session.execute("delete from nonces where nonce like '/key %'")
  }

  private static func bytes(ofHexadecimal text: Substring) -> Data {
    var bytes = Data()
    var rest = text
    while rest.count >= 2, let byte = UInt8(rest.prefix(2), radix: 16) {
      bytes.append(byte)
      rest = rest.dropFirst(2)
    }
    return bytes
  }
}
