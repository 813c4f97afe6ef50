import Domain
import Foundation
import RolloutRules
import Sealing
import TestFixtures
import Testing

@testable import Store

@Suite("What decides, altered by whoever can write the file")
struct DecidingTablesTests {
  private let whole: WholeDatabase

  init() throws { whole = try WholeDatabase() }

  @Test("is whole as it was written")
  func intact() throws {
    #expect(try whole.finding() == nil)
    #expect(try whole.open(regardless: false).runningRevision().number == 4)
  }

  /// Statements that alter every column of a table: to another value, another kind, and null.
  private func alterations(of table: String) throws -> [String] {
    try whole.database.connection().read { session in
      try session.all("select name, \"notnull\" from pragma_table_info($1)", .text(table)) { ($0.text(0), $0.int(1)) }
    }.flatMap { column, isRequired in
      [
        """
        update \(table) set "\(column)" = case typeof("\(column)") when 'integer' then "\(column)" + 1000
          when 'null' then 7 else "\(column)" || 'x' end
        """,
        "update \(table) set \"\(column)\" = cast(\"\(column)\" as blob)",
      ] + (isRequired == 0 ? ["update \(table) set \"\(column)\" = null"] : [])
    }
  }

  private static let tables =
    DecidingTable.allCases.map(\.rawValue) + ["clock", "audit", "revisions", "population", "population_hundreds"]

  @Test("shows in every column, and in every other kind of value", arguments: tables)
  func columns(table: String) throws {
    let content = try whole.database.content()
    var made = 0
    for statement in try alterations(of: table) {
      try whole.database.putBack(content)
      let before = try whole.database.connection().dump(table)
      do { try whole.database.tamper(statement) } catch { continue }
      guard try whole.database.connection().dump(table) != before else { continue }
      made += 1
      let isFound = fault { try whole.finding().map { _ in throw Found() } } != nil
      #expect(isFound, "\(statement)")
    }
    #expect(made > 0)
  }

  private struct Found: Error {}

  @Test("shows where rows are removed, or come twice", arguments: tables.filter { !["clock", "meta"].contains($0) })
  func rows(table: String) throws {
    let content = try whole.database.content()
    let count = try whole.database.connection().dump(table).count
    try #require(count > 0, "a table without rows shows nothing")
    var made = 0
    for statement in ["delete from \(table)", "delete from \(table) where rowid = (select max(rowid) from \(table))"] {
      try whole.database.putBack(content)
      do { try whole.database.tamper(statement) } catch { continue }
      let isFound = fault { try whole.finding().map { _ in throw Found() } } != nil
      #expect(isFound, "\(statement)")
      made += 1
    }
    #expect(made > 0)
  }

  @Test("shows where rows of before are put back with their seal")
  func putBack() throws {
    let (earlier, connection) = (try whole.database.copied(), try whole.database.connection())
    let before = try connection.dump("operators")
    try whole.open().write { try $0.setOperator("mallory", .viewer, by: "tester") }
    try connection.run("attach '\(earlier.path)' as earlier")
    for table in ["operators", "authority"] {
      try connection.run("delete from \(table)")
      try connection.run("insert into \(table) select * from earlier.\(table)")
    }
    try connection.run("detach earlier")
    #expect(try connection.dump("operators") == before)
    #expect(try whole.finding() == "operators_altered")
    #expect(fault { try whole.open().write { try $0.operators() } } == "authority_altered")
  }

  private static let uses: [(String, @Sendable (Transaction) throws -> Void)] = [
    ("insert into operators values ('mallory', 'administrator', 0, 'mallory')", { _ = try $0.role(of: "mallory") }),
    ("update operators set role = 'administrator'", { _ = try $0.operators() }),
    ("delete from approvals", { try $0.close(#require(try $0.request(3)), .done) }),
    ("insert into approvals values (3, 1, 'mallory', 0)", { try $0.approve(#require(try $0.request(3)), by: "li") }),
    ("update requests set state = 'open'", { _ = try $0.insertRequest([:], author: "li", comment: "") }),
    ("update reviews set signed_by = 'mallory', signed_at = 0", { _ = try $0.review(2) }),
    ("update reviews set revision = 3", { _ = try $0.review(2) }),
    ("delete from reviews", { _ = try $0.openReview(of: $0.lastAppliedRevision(), by: "tester", reason: "") }),
    ("update unconfirmed set guardrails = ''", { _ = try $0.waitingCommits() }),
    ("update unconfirmed set from_at = from_at - 1", { _ = try $0.waitingCommits() }),
    ("update unconfirmed set evidence = '1 hold'", { _ = try $0.waitingCommits() }),
    ("update unconfirmed set state = 'confirmed', decided_by = 'li'", { _ = try $0.waitingCommits() }),
    ("delete from closures", { _ = try $0.closure(of: .icbc) }),
    ("update closures set revision = 0", { _ = try $0.closure(of: .icbc) }),
    ("delete from maintenances", { _ = try $0.cancelMaintenances(of: .icbc) }),
    ("update maintenances set from_at = 0", { _ = try $0.currentMaintenance(of: .icbc) }),
    ("update revisions set rollout = replace(rollout, '10000', '1')", { _ = try $0.lastAppliedRevision() }),
    ("update revisions set author = 'mallory' where number = 1", { _ = try $0.revision(1) }),
    ("delete from certifications", { _ = try $0.latestCertification(of: .icbc) }),
    ("update certifications set certified_at = certified_at + 1", { _ = try $0.standing(of: .icbc) }),
    (
      "update authority set content = replace(content, '\"running\":4', '\"running\":1')",
      { _ = try $0.runningNumber() }
    ),
    ("delete from authority", { _ = try $0.runningNumber() }),
    ("update clock set latest = 0", { _ = $0.now }),
    ("update clock set latest = latest + 100000, mac = null", { _ = $0.now }),
  ]

  @Test("is refused before it is used", arguments: uses.indices)
  func used(index: Int) throws {
    let (statement, use) = Self.uses[index]
    try whole.database.tamper(statement)
    let code = fault { try whole.open().write { try use($0) } }
    #expect(["authority_altered", "database_unsealed"].contains(code), "\(statement)")
  }

  @Test("does not decide which revision is in force, or what is due")
  func sealed() throws {
    try whole.database.tamper("update running set revision = 1")
    #expect(try whole.open().runningRevision().number == 4)
    #expect(fault { try whole.open().edit(.closeChannels([.web])) } == "authority_altered")
  }

  private static let timers = [
    "update unconfirmed set guardrails = 'timeouts'", "update unconfirmed set guardrails = ''",
    "update unconfirmed set evidence = ''", "update unconfirmed set evidence = '1 hold'",
    "update unconfirmed set from_at = 0", "update unconfirmed set until_at = until_at + 1",
  ]

  @Test("ends a timer by the guardrails that were entered, or not at all", arguments: timers)
  func timer(statement: String) throws {
    try whole.database.tamper(statement)
    whole.clock.advance(.hours(12))
    #expect(fault { try whole.open().runningRevision() } == "authority_altered")
  }

  private static let schedules = [
    "delete from scheduled where number = 2", "update scheduled set effective_at = 9000000000000 where number = 2",
    "update scheduled set state = 'cancelled' where number = 2",
    "update scheduled set author = 'mallory' where number = 2", "update scheduled set base = 1 where number = 2",
    "update scheduled set guardrails = '' where number = 2",
    "update scheduled set evidence = '' where number = 2", "update scheduled set evidence = '1 hold' where number = 2",
  ]

  @Test("drops a scheduled commit that is not what its author entered, and says so", arguments: schedules)
  func scheduled(statement: String) throws {
    try whole.database.tamper(statement)
    whole.clock.advance(.days(3))
    let store = try whole.open()
    let rollout = try store.runningRevision().rollout
    #expect(rollout.isOpen(.app))
    let records = try store.read { try $0.auditRecords(AuditFilter(object: "scheduled 2", action: "drop")) }
    #expect(records.map { $0.detail["reason"] } == ["altered"])
  }

  @Test("leaves a scheduled commit that was called off as it is, whatever the row says")
  func calledOff() throws {
    try whole.database.tamper("update scheduled set state = 'pending' where number = 1")
    whole.clock.advance(.hours(36))
    #expect(try whole.open().runningRevision().rollout.isOpen(.app))
  }

  @Test(
    "ends a certification when it ends, whatever the row says",
    arguments: ["delete from certified", "update certified set ends_at = 9000000000000"])
  func certified(statement: String) throws {
    let database = try TestDatabase.sandbox()
    let store = try database.open()
    try store.connectCertified(.icbc)
    try database.tamper(statement)
    database.clock.advance(.days(200))
    let state = try database.open().runningRevision().rollout.state(of: .icbc)
    var isSuspended = false
    if case .suspended = state { isSuspended = true }
    #expect(isSuspended, "\(state)")
  }
}

extension SQLiteDatabase {
  /// The whole content of a table, one text a row.
  func dump(_ table: String) throws -> [String] {
    try read { session in
      try session.all("select * from \(table) order by 1, 2") { row in
        (0..<row.width).map { "\(row.kind($0)) \(row.blob($0).hexadecimal)" }.joined(separator: " ")
      }
    }
  }
}
