import Domain
import Migrations

/// The seam to an engine: one open database. `Store` and everything above it know this and no engine.
///
/// Its methods may be called from any thread and block it.
protocol Database: Sendable {
  /// The name of the database in messages: for a file its path.
  var path: String { get }

  /// Reads one snapshot.
  func snapshot<Value>(_ body: (any Snapshot) throws -> Value) throws -> Value

  /// One write transaction, committed as a whole, or rolled back when the body or the hook throws. What it protects is
  /// taken before its first statement, in the order of `Protections.inOrder`, and kept until it has ended. Throws
  /// `SerialisationFailure` where it has to be run again because of another one.
  func transaction<Value>(
    protecting: Protections, hook: CommitHook, _ body: (any WriteSession) throws -> Value
  ) throws -> Value

  /// Turns the engine's own errors into faults of the store.
  func translating<Value>(_ work: () throws -> Value) throws -> Value

  // MARK: The schema

  /// The steps of the schema for this engine.
  func migrations() throws -> [Migration]
  /// The number of the latest step applied; nil if the database is empty. Throws `StoreFault.databaseNotOurs`.
  func version() throws -> Int?
  /// The checksums of the applied steps, by number.
  func appliedChecksums() throws -> [Int: String]
  /// Applies steps in one transaction with the work before and after them, and keeps their checksums.
  func apply(
    _ migrations: [(step: Migration, checksum: String)], after check: (any Snapshot) throws -> Void,
    finishing: (any WriteSession) throws -> Void
  ) throws
  /// Makes every transaction from now on refuse a schema that no program of ours made (`StoreFault.schemaAltered`).
  func watchSchema() throws

  // MARK: Beside the tables

  /// Takes the bytes of what was dropped out of the files; false, without waiting, where somebody stood in the way
  /// (rule 15). An engine whose bytes linger rests on the destruction of the day's key, and has nothing to take out.
  func truncateLog() throws -> Bool
  /// The programs that read the database now, each as `NAME (PID)`, as far as the engine tells.
  func readers() -> [String]

  /// Marks a worker as alive for as long as the mark lives, however its process ends.
  func mark(worker: String) throws(StoreFault) -> any Sendable
  /// Forgets the marks of workers that have died, each once `release` has given up its claims.
  func releaseDeadWorkers(_ release: (_ worker: String) async throws -> Void) async throws
}

/// One snapshot of a database: its rows, and what the engine tells of their tables.
protocol Snapshot: SQLSession {
  /// The names of the tables that begin with a text, in order; the engine's own are left out.
  func tables(startingWith prefix: String) throws -> [String]
  /// The name of a table, index, trigger or view that is missing after the migrations up to a version, or that they do
  /// not make; nil if the schema is theirs, with the tables of its days.
  func alteredEntry(at version: Int, vaultsAreSealed: Bool) throws -> String?
  /// The first table that holds a value of another kind than its column declares.
  func tableOfOtherKinds() throws -> String?
  /// Whether every index has an entry for each row, and every page its place.
  func isStorageWhole() throws -> Bool
}

extension Snapshot {
  func tables() throws -> [String] { try tables(startingWith: "") }
}

/// One write transaction.
protocol WriteSession: Snapshot {
  /// Whether anything was written since the transaction began.
  var wroteSomething: Bool { get }
  /// Keeps the body's writes unless it gives an error. What it throws, and an error with which the engine gave up the
  /// whole transaction, such as a full disk, ends the transaction.
  func savepoint(_ body: () throws -> (any Error)?) throws
}

/// Another transaction changed what this one has read: it has to be run again from its beginning. Engines throw it;
/// whoever writes through `Store` never sees it.
struct SerialisationFailure: Error {}

/// Called around commits. A simulation throws from it to crash.
public struct CommitHook: Sendable {
  public let before: @Sendable () throws -> Void
  public let after: @Sendable () throws -> Void

  public init(before: @escaping @Sendable () throws -> Void, after: @escaping @Sendable () throws -> Void) {
    self.before = before
    self.after = after
  }

  public static let none = CommitHook(before: {}, after: {})
}
