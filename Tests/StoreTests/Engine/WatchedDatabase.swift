import Migrations
import Synchronization

@testable import Store

/// An engine that notes what its transactions protect, and lets others come in between as often as it is told.
final class WatchedDatabase: Database {
  private let engine: any Database
  private let taken = Mutex<[[Protection]]>([])
  private let failures = Mutex(0)

  init(_ engine: any Database) { self.engine = engine }

  /// What was protected, a transaction each, in the order in which an engine takes it.
  var protections: [[Protection]] { taken.withLock { $0 } }

  /// Makes the next transactions fail at their end because of others.
  func fail(_ count: Int) { failures.withLock { $0 = count } }

  func transaction<Value>(
    protecting: Protections, hook: CommitHook, _ body: (any WriteSession) throws -> Value
  ) throws -> Value {
    taken.withLock { $0.append(protecting.inOrder) }
    return try engine.transaction(protecting: protecting, hook: hook) { session in
      let value = try body(session)
      let fails = failures.withLock { failures in
        defer { failures = max(0, failures - 1) }
        return failures > 0
      }
      if fails { throw SerialisationFailure() }
      return value
    }
  }

  var path: String { engine.path }
  func snapshot<Value>(_ body: (any Snapshot) throws -> Value) throws -> Value { try engine.snapshot(body) }
  func translating<Value>(_ work: () throws -> Value) throws -> Value { try engine.translating(work) }
  func migrations() throws -> [Migration] { try engine.migrations() }
  func version() throws -> Int? { try engine.version() }
  func appliedChecksums() throws -> [Int: String] { try engine.appliedChecksums() }
  func watchSchema() throws { try engine.watchSchema() }
  func truncateLog() throws -> Bool { try engine.truncateLog() }
  func readers() -> [String] { engine.readers() }
  func mark(worker: String) throws(StoreFault) -> any Sendable { try engine.mark(worker: worker) }

  func apply(
    _ migrations: [(step: Migration, checksum: String)], after check: (any Snapshot) throws -> Void,
    finishing: (any WriteSession) throws -> Void
  ) throws {
    try engine.apply(migrations, after: check, finishing: finishing)
  }

  func releaseDeadWorkers(_ release: (_ worker: String) async throws -> Void) async throws {
    try await engine.releaseDeadWorkers(release)
  }
}
