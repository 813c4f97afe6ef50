import Domain
import Foundation
import Registry
import Sealing
import Synchronization
import Testing
import Text

@testable import Store

/// A clock that stands still until it is set.
final class SettableClock: WallClock {
  private let moment: Mutex<Moment>

  init(_ now: Moment) { moment = Mutex(now) }

  var now: Moment { moment.withLock { $0 } }
  func set(_ now: Moment) { moment.withLock { $0 = now } }
  func advance(_ span: Span) { moment.withLock { $0 = $0.adding(span) } }
  func sleep(until moment: Moment) async throws { try await Task.sleep(for: .milliseconds(1)) }
}

/// A folder of its own, gone with its owner.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/chaka-store-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// A fresh database with its secrets, and a clock that is set by hand.
struct TestDatabase: Sendable {
  static let catalogue = Result { try Registry.bundled().catalogue }
  static let start = Moment(text: "2022-06-09T10:00:00") ?? .distantFuture

  private let folder: TemporaryFolder
  let location: StoreLocation
  let clock = SettableClock(start)
  let catalogue: Catalogue

  var path: String { location.path }

  /// Nothing there yet.
  static func empty() throws -> TestDatabase { try TestDatabase(folder: TemporaryFolder()) }

  static func sandbox() throws -> TestDatabase {
    let database = try empty()
    #expect(try database.initialise() == .made)
    return database
  }

  /// A real database; its clock is the machine's, as of now.
  static func real() throws -> TestDatabase {
    let database = try empty()
    #expect(try database.initialise(sandbox: false) == .made)
    database.clock.set(SystemClock().now)
    return database
  }

  private init(folder: TemporaryFolder) throws {
    self.folder = folder
    location = StoreLocation(path: folder.path + "/chaka.sqlite", secrets: folder.path + "/secrets")
    catalogue = try Self.catalogue.get()
  }

  @discardableResult
  func initialise(sandbox: Bool = true, now: Moment = start.adding(.minutes(-1))) throws -> Initialisation {
    try Store.initialise(
      at: location, sandbox: sandbox, author: "tester", catalogue: catalogue,
      pretendedNow: sandbox ? now : nil)
  }

  func open(hook: CommitHook = .none) throws -> Store {
    try Store.open(at: location, catalogue: catalogue, clock: clock, hook: hook)
  }

  /// The same database with other secrets.
  func located(secrets: String) -> StoreLocation { StoreLocation(path: path, secrets: secrets) }

  /// Secrets that were made for something else.
  func otherSecrets(sandbox: Bool) throws -> String {
    let other = folder.path + "/other-secrets"
    _ = try ServerSecret.loadOrMake(in: other, sandbox: sandbox)
    return other
  }

  /// Another program's connection.
  func connection() throws -> SQLiteDatabase { try SQLiteDatabase(path: path, creating: false) }

  /// Does behind the program's back what no program of ours does.
  func tamper(_ statements: String...) throws { try tamper(statements) }

  func tamper(_ statements: [String]) throws {
    let connection = try connection()
    for statement in statements { try connection.run(statement) }
  }

  /// The one file beside the secrets that begins so.
  func secretFile(_ prefix: String) throws -> String {
    let names = try FileManager.default.contentsOfDirectory(atPath: location.secrets)
    let name = try #require(names.first { $0.hasPrefix(prefix) && !$0.hasSuffix(".lock") })
    return location.secrets + "/" + name
  }

  /// The bytes of the file, its WAL and its journal.
  func bytes() -> Data {
    ["", "-wal", "-journal"].reduce(Data()) { $0 + (FileManager.default.contents(atPath: path + $1) ?? Data()) }
  }
}

/// The code of the fault that a call ends with, or nil where it goes through.
func fault(_ work: () throws -> some Any) -> String? {
  do {
    _ = try work()
    return nil
  } catch {
    return (error as? any Fault)?.code ?? "\(type(of: error)): \(error)"
  }
}

/// The same for a call that waits.
func fault(_ work: () async throws -> some Any) async -> String? {
  do {
    _ = try await work()
    return nil
  } catch {
    return (error as? any Fault)?.code ?? "\(type(of: error)): \(error)"
  }
}

extension SQLiteDatabase {
  func run(_ statement: String) throws {
    _ = try write { try $0.execute(statement) }
  }
}

extension Store {
  /// Seals what is there, as whoever holds the secrets can.
  func sealAsItIs() throws {
    try database.write { session in
      var authority = try #require(try AuthorityTable(sql: session).row().flatMap { seals.open($0) })
      authority.head = try AuditTable(sql: session, seal: auditSeal).head()
      authority.running = try session.first("select revision from running") { $0.int(0) } ?? 0
      authority.runningHash = try RevisionsTable(sql: session).hash(of: authority.running) ?? ""
      for table in DecidingTable.allCases { authority.digests[table] = try DecidingRows(table, in: session).digest }
      try AuthorityTable(sql: session).write(seals.row(of: authority))
    }
  }

  /// The addresses of the banks whose endpoint is set: the simplest thing to write and read.
  func addresses() throws -> [String] { try read { try $0.endpoints().compactMap(\.url) } }

  func edit(_ edits: RolloutEdit...) throws -> Revision {
    try write { transaction in
      var rollout = try transaction.runningRevision().rollout
      for edit in edits { rollout.apply(edit) }
      return try transaction.append(
        rollout, author: "wang", comment: "", committedAt: transaction.now, effectiveAt: transaction.now)
    }
  }
}
