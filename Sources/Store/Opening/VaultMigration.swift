import Domain
import Foundation
import Sealing

/// Numbers the rows of the vaults anew, once, in the transaction that migrates a database: before, the rows of one query
/// lay together, now those of one part do. What was altered stays altered: its row gets no seal.
struct VaultMigration {
  let session: any WriteSession
  let seal: RowSeal

  /// The name of the migration that this belongs to.
  static let step = "vaults-by-part"

  /// The bits of a row's number that told the part, before.
  private static let partBits = 20

  func run() throws { for day in try session.openVaultDays() { try carry(day) } }

  private func carry(_ day: CalendarDay) throws {
    var parts = PartNumbers()
    try session.renewVault(of: day, by: seal, reading: .vault(of: day), inOrder: "item") { row in
      let (item, sealed) = (row.int(0), row.blob(1))
      let (query, isKey) = (item >> Self.partBits, item & (1 << Self.partBits - 1) == 0)
      // What lies at no query was put there by somebody else.
      guard Transaction.itemQueries.contains(query) else { return nil }
      let answers = isKey ? 0 : PackedAnswers.positions(sealed)?.count ?? 1
      return (Transaction.item(query, part: parts.next(of: query, answers: answers)), sealed)
    }
  }
}

extension SQLSession {
  /// The days that have a vault, by the table of days.
  func openVaultDays() throws -> [CalendarDay] {
    try all("select day from vaults where state = 'open' order by day") { CalendarDay(number: $0.int(0)) }
  }

  /// Makes a day's table anew, from the rows of one that was made by an earlier program, in an order. `carry` gives the
  /// number and the content of a row, or nil where it is left out; a row that was altered gets no seal. The pages of the
  /// former table are wiped when it is dropped.
  func renewVault(
    of day: CalendarDay, by seal: RowSeal, reading before: SealedTable, inOrder order: String,
    _ carry: (any SQLRow) throws -> (item: Int, sealed: Data)?
  ) throws {
    let table = SealedTable.vault(of: day)
    let aside = "\(before.name)_before"
    try execute("alter table \(before.name) rename to \(aside)")
    for statement in Transaction.vaultStatements(day) { try execute(statement) }
    try query("select \(before.selection) from \(aside) order by \(order)", []) { row in
      // Before any value is read as another kind, which changes its kind.
      let isIntact = seal.fits(row, in: before)
      guard let (item, sealed) = try carry(row) else { return }
      let new: [SQLValue] = [.int(item), .blob(sealed)]
      try execute(table.insertionUnlessThere, new + [isIntact ? .blob(seal.seal(new, in: table)) : .null])
    }
    try execute("drop table \(aside)")
  }
}

/// The numbers of the parts of queries whose rows come in order: that of the key is 0, that of the others one more than
/// the number of answers before.
struct PartNumbers {
  private var query = 0
  private var answered = 0

  /// The number of the next row of a query: of its key, without answers, or of some.
  mutating func next(of query: Int, answers: Int) -> Int {
    if query != self.query { (self.query, answered) = (query, 0) }
    defer { answered += answers }
    return answers == 0 ? 0 : answered + 1
  }
}
