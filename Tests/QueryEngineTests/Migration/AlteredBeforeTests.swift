import Domain
import Foundation
import TestFixtures
import Testing

@testable import QueryEngine
@testable import Store

/// In the file, before it was migrated, one query's kept answer was overwritten, one's enquiry, and one's own row.
@Suite("What was altered before a database was migrated")
struct AlteredBeforeTests {
  private let service: MigratedService

  init() throws { service = try MigratedService() }

  private func told() throws -> Set<String> {
    Set(try service.store.read { try $0.auditRecords(AuditFilter(author: "chaka", action: "altered")) }.map(\.object))
  }

  @Test("is not what the migration makes right: it shows, and its query ends by it")
  func noticed() async throws {
    #expect(try told().isEmpty)
    #expect(try service.store.read { try $0.problemOfRows() } != nil)
    try await service.end()
    for name in MigratedService.altered {
      let view = try service.view(name)
      #expect(view.state == .failed && view.reason == "record_altered", "\(name)")
      let query = try service.query(name)
      #expect(
        await fault { try await service.desk.report(query.token, query: query.query, password: query.password) }
          == "record_altered", "\(name)")
    }
    // Each is told of by its kind and key, such as `kept 9-1`.
    let told = Set(try told().compactMap { Int($0.split { " -".contains($0) }[1]) })
    #expect(try told == Set(MigratedService.altered.map { try service.query($0).number }))
    #expect(try service.store.verifyAudit().problem != nil)
  }

  @Test("is shown to no bank")
  func asked() async throws {
    try await service.end()
    for name in ["alteredEnquiry", "alteredQuery"] {
      let number = try service.query(name).number
      let own = Set(service.known.filter { $0.query == number }.map(\.id))
      #expect(service.banks.requests.allSatisfy { own.isDisjoint(with: $0.enquiries) }, "\(name)")
    }
  }

  @Test("ends nobody else's query")
  func others() async throws {
    try await service.end()
    for query in service.shown.queries where !MigratedService.altered.contains(query.person) {
      #expect(try service.view(query.person).reason == query.reason, "\(query.person)")
    }
  }

  private static let alterations = [
    "update enquiries set state = 'queued', attempts = 0 where query = 6 and bank = 'ccb'",
    "update enquiries set seal = null where query = 6 and bank = 'hxb'",
    "update enquiries set id = 'EAAAAAAAAAAAAAAAA' where query = 6 and bank = 'boc'",
    "update enquiries set due_at = due_at + 1 where query = 6 and bank = 'abc'",
    "delete from enquiries where query = 6 and bank = 'psbc'",
    "delete from enquiries where query = 6",
    """
    insert into enquiries select query, 11, 'cmbc', 'EBBBBBBBBBBBBBBBB', consent, state, code, attempts, next_at, due_at,
      owner, asked_at, seal from enquiries where query = 6 and position = 10
    """,
    """
    insert into enquiries select 6, 11, bank, id || 'X', consent, state, code, attempts, next_at, due_at, owner,
      asked_at, seal from enquiries where query = 7 and position = 0
    """,
    "update vault_19167 set seal = null where query = 6 and position = 0",
    "delete from vault_19167 where query = 6 and position = 0",
    "delete from vault_19167 where query = 6 and position = -1",
    "update vault_19167 set consent = 'CAAAAAAAAAAAAAAAA' where query = 6 and position = 0",
    "update vault_19167 set position = 1 where query = 6 and position = 0",
    "update vault_19167 set position = 70000 where query = 6 and position = 0",
    "update vault_19167 set position = -2 where query = 6 and position = 0",
    "update vault_19167 set position = 9223372036854775807 where query = 6 and position = 0",
    "update vault_19167 set query = 9223372036854775807 where query = 6 and position = 0",
    "update vault_19167 set query = -1 where query = 6 and position = 0",
    "update vault_19167 set enquiry = zeroblob(300) where query = 6 and position = 0",
    "update enquiries set position = 9223372036854775807 where query = 6 and bank = 'hxb'",
    "update enquiries set attempts = -9223372036854775808 where query = 6 and bank = 'hxb'",
    "update enquiries set due_at = -9223372036854775808 where query = 6 and bank = 'hxb'",
    "update enquiries set asked_at = 9223372036854775807 where query = 6 and bank = 'hxb'",
    "update enquiries set code = zeroblob(5000) where query = 6 and bank = 'hxb'",
    "update enquiries set state = 'lost' where query = 6 and bank = 'hxb'",
  ]

  @Test("in any of its rows, ends that query and no other, in whatever way it was altered", arguments: alterations)
  func altered(statement: String) async throws {
    let service = try MigratedService { try $0.tamper(statement) }
    try await service.end()
    #expect(try service.view("every").reason == "record_altered")
    for name in ["second", "again", "late", "untold", "waiting"] {
      #expect(try service.view(name).state == .reported, "\(name)")
    }
  }

  private static let unbound = [
    "update enquiries set next_at = -9223372036854775808 where query = 6",
    "update enquiries set next_at = 9223372036854775807 where query = 6",
    "update enquiries set next_at = 'soon' where query = 6", "update enquiries set owner = 'w' where query = 6",
    "update enquiries set owner = zeroblob(3) where query = 6", "update enquiries set owner = 7 where query = 6",
  ]

  @Test(
    "in columns that decide nothing, ends no query: it is asked about at the deadline at the latest", arguments: unbound
  )
  func beside(statement: String) async throws {
    let service = try MigratedService { try $0.tamper(statement) }
    try await service.end()
    for name in ["every", "second", "again", "late", "untold", "waiting"] {
      #expect(try service.view(name).state == .reported, "\(name)")
    }
    #expect(service.banks.requests.flatMap(\.enquiries).allSatisfy { id in service.known.contains { $0.id == id } })
  }

  @Test("of a report that was made before, keeps that report closed and no other")
  func report() async throws {
    let service = try MigratedService {
      try $0.tamper("update vault_19166 set sealed = zeroblob(length(sealed)) where query = 3 and position = 1")
    }
    let (zhang, unsent) = (try service.query("reported"), try service.query("unsent"))
    #expect(
      await fault { try await service.desk.report(zhang.token, query: nil, password: zhang.password) }
        == "record_altered")
    #expect(try await service.desk.report(unsent.token, query: nil, password: unsent.password).complete)
  }
}

@Suite("What a database of before kept")
struct KeptBeforeTests {
  @Test("leaves the file on its day, the answers of before the migration with the others")
  func answers() async throws {
    let service = try MigratedService()
    #expect(service.kept.count == 12)
    try await service.end()
    service.clock.set(CalendarDay(number: 19_168).end.adding(.minutes(1)))
    try await service.engine.drain()
    let bytes = service.database.bytes()
    // One was overwritten with zeros.
    let answers = service.kept.map(\.sealed).filter { $0.contains { $0 != 0 } }
    #expect(answers.count == 11)
    for answer in answers {
      // In pieces, as a long row goes on on another page.
      let pieces = stride(from: 0, to: answer.count - 64, by: 64).map { answer.dropFirst($0).prefix(64) }
      #expect(pieces.count > 10 && pieces.allSatisfy { bytes.range(of: $0) == nil })
    }
    #expect(
      await fault {
        let query = try service.query("every")
        return try await service.desk.report(query.token, query: nil, password: query.password)
      } == "report_expired")
  }

  @Test("is nowhere in the file as a row of its own, and no identifier outlives its query")
  func identifiers() async throws {
    let service = try MigratedService()
    #expect(try service.file.names().allSatisfy { !$0.hasPrefix("enquiries") })
    try await service.end()
    service.clock.set(CalendarDay(number: 19_168).end.adding(.minutes(1)))
    try await service.engine.drain()
    let bytes = service.database.bytes()
    for known in service.known {
      #expect(bytes.range(of: Data(known.id.utf8)) == nil && bytes.range(of: Data(known.consent.utf8)) == nil)
    }
  }
}
