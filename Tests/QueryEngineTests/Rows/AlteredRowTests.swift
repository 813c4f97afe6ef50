import BankLink
import Domain
import Foundation
import Sealing
import TestFixtures
import Testing

@testable import QueryEngine
@testable import Store

/// A row that somebody with the file and without the secrets has altered is not obeyed, others go on, and the chain and
/// `audit verify` report the alteration.
@Suite("A row that was altered in the file")
struct AlteredRowTests {
  /// One column of one table.
  struct Place: Sendable, CustomTestStringConvertible {
    let table: SealedTable
    let column: String
    var testDescription: String { "\(table.name).\(column)" }
  }

  private static let vault = SealedTable.vault(of: TestService.start.day.adding(7))
  private static let tables = SealedTable.lasting + [vault]
  /// The tables without a digest in the chain: with one, every decision by an altered table is refused
  /// (`DecidingTablesTests`).
  private static let byRow = tables.filter { !["certifications", "maintenances"].contains($0.name) }
  private static let columns = byRow.flatMap { table in
    (table.bound + [SealedTable.seal]).map { Place(table: table, column: $0) }
  }
  private static let keys = BankKeysTable.columnNames

  @Test("as it was written passes")
  func untouched() async throws {
    let copy = try await AlteredScene.shared.value.copy()
    #expect(try copy.verdict().isIntact)
    try await copy.drain()
    #expect(try copy.verdict().isIntact)
    #expect(try copy.told().isEmpty)
  }

  @Test("in any bound column is told of and not obeyed", arguments: columns)
  func altered(_ place: Place) async throws {
    let scene = try await AlteredScene.shared.value
    let copy = try scene.copy(Self.altering(place.column, of: place.table.name))
    #expect(try Self.finding(copy) == place.table.kind)
    try await Self.requireRefusal(place.table, scene, copy)
    #expect(try !copy.told().isEmpty)
    #expect(try !copy.verdict().isIntact)
  }

  @Test("in any column of a bank's keys is told of and not obeyed", arguments: keys)
  func alteredKeys(_ column: String) async throws {
    let scene = try await AlteredScene.shared.value
    let copy = try scene.copy(Self.altering(column, of: "bank_keys"))
    #expect(try Self.finding(copy) == .bank)
    try await Self.requireRefusal(.endpoints, scene, copy)
  }

  private static let removals = ["delete from bank_keys where number = 2", "delete from endpoints where bank = 'abc'"]

  @Test("or removed of what a bank registered is told of, and the bank is not asked", arguments: removals)
  func removed(_ statement: String) async throws {
    let scene = try await AlteredScene.shared.value
    let copy = try scene.copy(statement)
    #expect(try Self.finding(copy) == .bank)
    try await Self.requireRefusal(.endpoints, scene, copy)
  }

  @Test("that was exchanged with another, seal and all, is told of", arguments: byRow)
  func exchanged(_ table: SealedTable) async throws {
    let scene = try await AlteredScene.shared.value
    let copy = try scene.copy { try Self.exchange(table, in: $0) }
    #expect(try Self.finding(copy) == table.kind)
    try await Self.requireRefusal(table, scene, copy)
  }

  @Test("that is a copy of another, seal and all, is told of", arguments: tables)
  func copied(_ table: SealedTable) async throws {
    let copy = try await AlteredScene.shared.value.copy { try Self.copy(table, in: $0) }
    #expect(try Self.finding(copy) == table.kind)
  }

  private static let gaps: [(String, RowKind)] = [
    ("delete from queries where number = 2", .query), ("delete from work where query = 2", .enquiry),
    ("delete from named_enquiries where query = 3 and position = 0", .enquiry),
    ("insert into work (query, state) values (1, x'01')", .enquiry),
    ("delete from \(vault.name) where item & 15 = 1 and item > 15", .kept),
    ("delete from \(vault.name) where item & 15 = 2", .kept),
    ("delete from persons where id = (select person from queries where number = 2)", .person),
  ]

  @Test("or removed, where others say that it was there, is told of", arguments: gaps)
  func removedElsewhere(_ statement: String, _ kind: RowKind) async throws {
    let copy = try await AlteredScene.shared.value.copy(statement)
    #expect(try Self.finding(copy) == kind)
  }
}

extension AlteredRowTests {
  /// The finding of `audit verify`, without those about tables with a digest in the chain.
  private static func finding(_ copy: AlteredScene.Copy) throws -> RowKind? {
    #expect(try !copy.verdict().isIntact)
    guard case .recordsAltered(let kind)? = try copy.store.read({ try $0.problemOfRows() }) else { return nil }
    return kind
  }

  /// The row that the test uses: the last code, and otherwise the second person's, query's or enquiry's.
  private static func row(_ table: String) -> String {
    switch table {
    case "codes", "bank_keys", "certifications": "(select max(rowid) from \(table))"
    case "endpoints": "(select rowid from endpoints where bank = 'abc')"
    case "queries": "(select rowid from queries where number = 2)"
    case "work": "(select rowid from work where query = 2)"
    case "named_enquiries": "(select rowid from named_enquiries where query = 3 and position = 0)"
    case "persons": "(select rowid from persons where id = (select person from queries where number = 1))"
    case "sessions":
      "(select rowid from sessions where person = (select person from queries where number = 1))"
    case "outbox", "sandbox_messages": "(select rowid from \(table) where id = 'M1')"
    case "maintenances": "(select max(rowid) from maintenances)"
    default: "(select min(rowid) from \(table) where item & 15 = 1)"
    }
  }

  private static func altering(_ column: String, of table: String) -> String {
    """
    update \(table) set \(column) = case typeof(\(column)) when 'integer' then \(column) + 100 when 'text' then
      \(column) || 'x' when 'blob' then zeroblob(length(\(column))) else 1 end
    where rowid = \(row(table))
    """
  }

  /// Exchanges the identities of the row and another one: all other columns, the seal included, then stand with the
  /// other.
  private static func exchange(_ table: SealedTable, in session: SQLiteSession) throws {
    let columns = table.identity.joined(separator: ", ")
    let read = { (row: any SQLRow) in table.identity.indices.map { row.value($0) } }
    let one = try session.first("select \(columns) from \(table.name) where rowid = \(row(table.name))", read: read)
    let other = try session.first(
      "select \(columns) from \(table.name) where rowid <> \(row(table.name)) order by rowid desc limit 1", read: read)
    let (first, second) = (try #require(one), try #require(other))
    let nobody = first.map { value -> SQLValue in
      switch value {
      case .integer: .integer(-77)
      case .text: .text("nobody")
      case .blob, .null: .blob(Data(count: 3))
      }
    }
    try rename(table, from: first, to: nobody, in: session)
    try rename(table, from: second, to: first, in: session)
    try rename(table, from: nobody, to: second, in: session)
  }

  private static func rename(
    _ table: SealedTable, from old: [SQLValue], to new: [SQLValue], in session: SQLiteSession
  ) throws {
    let settings = table.identity.enumerated().map { "\($0.element) = $\($0.offset + 1)" }
    let conditions = table.identity.enumerated().map { "\($0.element) = $\(new.count + $0.offset + 1)" }
    try session.execute(
      """
      update \(table.name) set \(settings.joined(separator: ", ")) where \(conditions.joined(separator: " and "))
      """, new + old)
  }

  /// The columns beside the identity that no two rows share.
  private static let unique: Set<String> = ["identity_hash", "phone_hash", "id", "token_hash"]

  /// Whether a copy of a row has another value there. A person has one open query.
  private static func differs(_ column: String, _ table: SealedTable) -> Bool {
    table.identity.contains(column) || unique.contains(column) || table == .queries && column == "person"
  }

  private static func copy(_ table: SealedTable, in session: SQLiteSession) throws {
    let columns = (table.bound + table.beside + [SealedTable.seal]).map { column -> (name: String, value: String) in
      guard differs(column, table) else { return (column, column) }
      return (
        column,
        """
        case typeof(\(column)) when 'integer' then \(column) + 100 when 'text' then \(column) || 'c'
          else zeroblob(length(\(column))) end
        """
      )
    }
    try session.execute(
      """
      insert into \(table.name) (\(columns.map(\.name).joined(separator: ", ")))
      select \(columns.map(\.value).joined(separator: ", ")) from \(table.name) where rowid = \(row(table.name))
      """)
  }

  /// Uses the row, and requires its refusal.
  private static func requireRefusal(
    _ table: SealedTable, _ scene: AlteredScene, _ copy: AlteredScene.Copy
  ) async throws {
    switch table.kind {
    case .person:
      let code = await fault { try await copy.desk.banks(scene.zhang, channel: .app) }
      #expect(["record_altered", "not_logged_in"].contains(code))
    case .session: #expect(await fault { try await copy.desk.banks(scene.zhang, channel: .app) } == "not_logged_in")
    case .code:
      #expect(
        await fault { try await copy.desk.login(phone: Resident.zhang.phoneNumber(), code: scene.code) } != nil)
    case .query: try await requireEnd(of: scene.li.query, copy, unasked: scene.enquiries(of: scene.li.query))
    case .enquiry where table == .namedEnquiries:
      try await requireEnd(of: scene.third.query, copy, unasked: [scene.enquiries(of: scene.third.query)[0]])
    case .enquiry: try await requireEnd(of: scene.li.query, copy, unasked: scene.enquiries(of: scene.li.query))
    case .kept:
      let code = await fault { try await copy.desk.report(scene.zhang, query: nil, password: "482913") }
      #expect(code == "record_altered")
      #expect(try copy.query(1)?.machine.reason == "record_altered")
    case .message:
      _ = await fault { try await Outbox(parts: copy.parts).send("M1") }
      #expect(copy.gateway.sentCount == 0)
    case .delivered:
      let messages = try copy.store.read { try $0.sandboxMessages(phoneHash: Data("M1".utf8)) }
      #expect(messages.isEmpty)
    case .bank: try await requireWaiting(scene, copy)
    case .certification:
      let standing = try copy.store.read { try $0.standing(of: .abc) }
      #expect(standing == .invalid(.never))
    case .maintenance:
      let obeyed = try copy.store.read { try $0.maintenances(of: .ccb) }
      #expect(!obeyed.contains { $0.number == 2 })
    }
  }

  /// Requires that no bank is asked with an altered row, that the query ends with the code, and that the others go on.
  private static func requireEnd(
    of query: Int, _ copy: AlteredScene.Copy, unasked: [String]
  ) async throws {
    try await copy.drain()
    // A query whose work is found nowhere ends at its deadline.
    copy.clock.advance(.hours(24))
    try await copy.drain()
    #expect(!copy.banks.enquiries.contains { unasked.contains($0.identifier) })
    let ended = try copy.query(query)
    #expect(ended == nil || ended?.state == .failed && ended?.machine.reason == "record_altered")
    #expect(try copy.store.read { try $0.enquiries(of: query) }.isEmpty)
  }

  /// Requires that the bank is not asked, nothing counts against it, its enquiries wait, and other banks are asked.
  private static func requireWaiting(_ scene: AlteredScene, _ copy: AlteredScene.Copy) async throws {
    try await copy.drain()
    #expect(copy.banks.requests(.ask, .abc).isEmpty && !copy.banks.requests(.ask, .boc).isEmpty)
    let states = try copy.store.read { try $0.enquiries(of: scene.li.query) }.map(\.machine.state)
    #expect(states == [.queued, .answered])
    #expect(try copy.store.read { try $0.health(of: .abc)[.day] ?? BankHealth([]) }.failures.isEmpty)
  }
}
