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

  func run() throws {
    let days = try session.all("select day from vaults where state = 'open' order by day") {
      CalendarDay(number: $0.int(0))
    }
    for day in days { try carry(day) }
  }

  /// Makes a day's table anew. The pages of the former one are wiped when it is dropped.
  private func carry(_ day: CalendarDay) throws {
    let table = SealedTable.vault(of: day)
    let aside = "\(table.name)_before"
    try session.execute("alter table \(table.name) rename to \(aside)")
    for statement in Transaction.vaultStatements(day) { try session.execute(statement) }
    var parts = PartNumbers()
    try session.query("select \(table.selection) from \(aside) order by item", []) { row in
      let (item, sealed) = (row.int(0), row.blob(1))
      let (query, isKey) = (item >> Self.partBits, item & (1 << Self.partBits - 1) == 0)
      // What lies at no query was put there by somebody else.
      guard Transaction.itemQueries.contains(query) else { return }
      let answers = isKey ? 0 : PackedAnswers.positions(sealed)?.count ?? 1
      let new: [SQLValue] = [
        .int(Transaction.item(query, part: parts.next(of: query, answers: answers))), .blob(sealed),
      ]
      let isIntact = seal.fits(row, in: table)
      try session.execute(
        table.insertionUnlessThere, new + [isIntact ? .blob(seal.seal(new, in: table)) : .null])
    }
    try session.execute("drop table \(aside)")
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
