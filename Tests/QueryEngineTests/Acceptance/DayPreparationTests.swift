import Domain
import Foundation
import Synchronization
import TestFixtures
import Testing

@testable import QueryEngine
@testable import Store

@Suite("The schema, while applications are accepted")
struct DayPreparationTests {
  /// What one commit left: how often the schema had changed, and how many queries and reports there were.
  private struct State: Equatable {
    let schema: Int64
    let queries: Int
    let reports: Int
  }

  /// Looks at the database after every commit, by a connection of its own.
  private final class Watch: Sendable {
    private let connection: SQLiteDatabase
    let states = Mutex<[State]>([])

    init(_ path: String) throws { connection = try SQLiteDatabase(path: path, creating: false) }

    func look() throws {
      let state = try connection.read { session in
        try session.first(
          """
          select (select schema_version from pragma_schema_version), (select count(*) from queries),
            (select count(*) from queries where state = 'reported')
          """, read: { State(schema: $0.integer(0), queries: $0.int(1), reports: $0.int(2)) })
      }
      if let state { states.withLock { $0.append(state) } }
    }

    /// Whether a commit changed the schema and the queries at once.
    var mixes: Bool {
      states.withLock { states in
        zip(states, states.dropFirst()).contains { before, after in
          before.schema != after.schema && (before.queries != after.queries || before.reports != after.reports)
        }
      }
    }

    var changes: Int { states.withLock { Set($0.map(\.schema)).count - 1 } }
  }

  private let service: TestService
  private let watch: Watch
  private let parts: EngineParts
  private let token: String

  init() async throws {
    service = try TestService()
    token = try await service.register()
    let watch = try Watch(service.location.path)
    self.watch = watch
    let store = try Store.open(
      at: service.location, catalogue: service.store.registry, clock: service.clock,
      hook: CommitHook(before: {}, after: { try watch.look() }))
    parts = service.parts(with: store)
    try watch.look()
  }

  private var desk: CardholderDesk { CardholderDesk(parts, requester: TestService.requester) }

  @Test("is changed before, in a commit of its own, where nobody prepared the day")
  func unprepared() async throws {
    try await service.apply(token, at: desk)
    #expect(watch.changes > 0 && !watch.mixes)
    #expect(watch.states.withLock { $0.last?.queries } == 1)
  }

  @Test("stays where the engine was there on the day before, over midnight and until the report")
  func prepared() async throws {
    let engine = QueryEngine(parts)
    try await engine.drain()
    #expect(watch.changes > 0)
    service.clock.set(TestService.start.day.adding(1).start.adding(.milliseconds(1)))
    watch.states.withLock { $0 = Array($0.suffix(1)) }
    let prepared = watch.changes
    try await service.apply(token, at: desk)
    try await engine.drain()
    #expect(!watch.mixes && prepared == 0)
    #expect(watch.states.withLock { $0.last?.reports } == 1)
  }

  @Test("is changed in a commit of its own where a report's day comes that nobody prepared")
  func report() async throws {
    try await service.apply(token, at: desk)
    // The engine was not there for a day, and the report counts as generated at the deadline.
    service.clock.advance(.days(1))
    try await service.engine.drain()
    try await QueryEngine(parts).drain()
    #expect(!watch.mixes)
    #expect(try await service.desk.status(token).state != .accepted)
  }
}
