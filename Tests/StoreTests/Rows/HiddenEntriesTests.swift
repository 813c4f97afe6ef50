import Domain
import Foundation
import RolloutRules
import TestFixtures
import Testing
import Text

@testable import Store

@Suite("What decides, where indexes were falsified and every row is as it was")
struct HiddenEntriesTests {
  private let whole: WholeDatabase
  private var database: TestDatabase { whole.database }

  init() throws { whole = try WholeDatabase() }

  /// The tables whose keys the engine keeps in an index.
  private static let keyed = [
    "operators", "approvals", "unconfirmed", "closures", "certified", "registrations", "meta",
  ]

  @Test("is found all the same, and shows", arguments: keyed)
  func hidden(table: String) throws {
    let deciding = try #require(DecidingTable(rawValue: table))
    let before = try whole.open().read { try $0.sealedRows(of: deciding).rows }
    try #require(!before.isEmpty)
    try database.hideRows(of: table)
    let store = try whole.open()
    #expect(try store.read { try $0.sealedRows(of: deciding).rows } == before)
    #expect(try whole.finding() == "storage_damaged")
  }

  @Test("gives a viewer no administrator's role by exchanging where their rows are found")
  func exchanged() throws {
    try database.tamper("update operators set rowid = rowid + 1000")
    let places = try database.connection().read { session in
      try session.all("select rowid from operators order by name") { $0.int(0) }
    }
    try #require(places.count == 3)
    // The operators by name are li, tester, zhao: the row of the administrator is found under the viewer's name.
    try database.pastIndexes(
      of: "operators", "update operators set rowid = 1 where name = 'tester'",
      "update operators set rowid = \(places[1]) where name = 'zhao'",
      "update operators set rowid = \(places[2]) where name = 'tester'")
    let roles = try whole.open().read { transaction in
      try ["tester", "zhao"].map { try transaction.role(of: $0) }
    }
    #expect(roles == [.administrator, .viewer])
    #expect(try whole.finding() == "storage_damaged")
  }

  @Test("refuses a change that does not reach its row")
  func changed() throws {
    try database.hideRows(of: "operators", where: "name = 'li'")
    #expect(fault { try whole.open().write { try $0.removeOperator("li", by: "tester") } } == "authority_altered")
    #expect(try whole.open().read { try $0.role(of: "li") } == .approver)
  }

  @Test("puts nothing in force that was called off, though the record that says so is hidden and the row is put back")
  func calledOff() throws {
    try database.hide("object = 'scheduled 1' and action = 'cancel'", from: "audit_object")
    try database.tamper("update scheduled set state = 'pending' where number = 1")
    #expect(
      try whole.open().read { try $0.auditRecords(AuditFilter(object: "scheduled 1", action: "cancel")) }.count == 1)
    whole.clock.advance(.hours(36))
    #expect(try whole.open().runningRevision().rollout.isOpen(.app))
  }

  @Test("puts in force what was scheduled, though the record that says so is hidden")
  func entered() throws {
    try database.hide("object = 'scheduled 2'", from: "audit_object")
    whole.clock.advance(.hours(47))
    #expect(try !whole.open().runningRevision().rollout.isOpen(.app))
  }

  @Test("ends a certification though the record of its failing is hidden, and takes no earlier one for it")
  func certification() throws {
    let bank = BankCode.icbc
    whole.clock.advance(.minutes(1))
    try whole.open().certify(bank, .failed(why: Bilingual(zh: "错", en: "wrong")))
    let number = try #require(try whole.open().read { try $0.latestCertification(of: bank) }).number
    try database.hide("object = 'bank icbc' and action = 'certify'", from: "audit_object")
    #expect(try whole.open().read { try $0.latestCertification(of: bank) }?.number == number)
    try database.tamper("delete from certifications where number = \(number)")
    #expect(fault { try whole.open().read { try $0.latestCertification(of: bank) } } == "authority_altered")
  }

  private static let largeTables: [(String, String)] = [
    ("persons", "true"), ("audit", "sequence = 3"), ("revisions", "number = 2"),
  ]

  @Test("shows where a row of a large table is hidden", arguments: largeTables)
  func large(table: String, condition: String) throws {
    try database.hideRows(of: table, where: condition)
    #expect(try whole.finding() != nil)
  }

  @Test("reads the columns of every table as the migrations made them", arguments: DecidingTable.allCases)
  func columns(table: DecidingTable) throws {
    let columns = try database.connection().read { session in
      try session.all("select name from pragma_table_info('\(table.rawValue)')") { $0.text(0) }
    }
    #expect(columns == table.columns)
    #expect(Set(table.key).isSubset(of: columns))
  }

  @Test("has no index that a decision could go by")
  func indexes() throws {
    let names = DecidingTable.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    let indexes = try database.connection().read { session in
      try session.all(
        "select name from sqlite_master where type = 'index' and sql is not null and tbl_name in (\(names))"
      ) {
        $0.text(0)
      }
    }
    #expect(indexes == [])
  }
}
