import Foundation
import TestFixtures
import Testing

@testable import Store

/// Every column of the schema is bound by a seal, or listed here with the reason why not (SECURITY.md has the same).
@Suite("Every column")
struct BoundColumnsTests {
  /// The tables that are compared with the audit chain, or follow from such tables.
  private static let byTheChain: Set<String> = [
    "audit", "authority",
    "revisions", "running", "closures", "scheduled", "operators", "unconfirmed", "requests", "approvals",
    "reviews", "broken_glass", "rollout_changes", "population", "population_hundreds", "certified", "registrations",
  ]

  /// Tables in which no row decides about a person or a bank.
  private static let unbound: [String: String] = [
    "meta": "checked at opening against the secrets",
    "clock": "the latest time written: the audit chain and the clock of the machine show more",
    "migrations": "checked against the files beside the program",
    "vaults": "which days have a table; a day that is over is dropped, one that is not there is missed by the seals",
    "refusals": "tells operators why an application was refused; nobody is let in, asked or shown anything by it",
    "nonces": "without one a bank's own signed message can come again, and counts once all the same",
    "known_requesters": "whose codes count as the owner's: the code itself is needed all the same",
    "presence_checks": "how often services were asked about a phone: without a row they are asked once more",
    "day_keys": "for which days keys were made; a day without one gets it only where its file is missing",
    "health": "counts of banks' replies", "answers": "counts of how enquiries ended",
  ]

  /// Columns beside the bound ones of a sealed table.
  private static let beside: [String: String] = [
    "enquiries.next_at": "when something is done next: it is put off to the deadline at most, which is bound",
    "enquiries.owner": "which worker has it in hand",
    "queries.conclude_at": "when an end is tried again: whether it is one, the enquiries and the deadline say",
    "outbox.number": "the order of sending", "outbox.attempts": "how often sending was tried",
    "outbox.next_at": "when sending is tried next", "outbox.owner": "which worker has it in hand",
    "sandbox_messages.number": "the order of delivery",
    "endpoints.public_key": "not read any more",
  ]

  @Test("is bound, or stands in a list with the reason")
  func columns() throws {
    let database = try TestDatabase.sandbox()
    let store = try database.open()
    try store.write { try $0.prepareVault(of: $0.now.day) }
    let sealed = Dictionary(
      uniqueKeysWithValues: (SealedTable.lasting + [.vault(of: TestDatabase.start.day)]).map {
        ($0.name, Set($0.bound + [SealedTable.seal]))
      })
    let tables = try store.database.snapshot { session in
      try session.all("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'") { $0.text(0) }
    }
    #expect(Set(sealed.keys).isSubset(of: tables))
    for table in tables where !Self.byTheChain.contains(table) && Self.unbound[table] == nil {
      if table == "bank_keys" { continue }
      let columns = try store.database.snapshot { session in
        try session.all("select name from pragma_table_info('\(table)')") { $0.text(0) }
      }
      for column in columns {
        let isSaid = sealed[table]?.contains(column) ?? false || Self.beside["\(table).\(column)"] != nil
        #expect(isSaid, "\(table).\(column) is neither bound nor excused")
      }
    }
  }

  @Test("of a bank's keys is in the digest that its endpoint is sealed with")
  func keys() throws {
    let database = try TestDatabase.sandbox()
    let columns = try database.open().database.snapshot { session in
      try session.all("select name from pragma_table_info('bank_keys')") { $0.text(0) }
    }
    #expect(columns == BankKeysTable.columnNames)
  }
}
