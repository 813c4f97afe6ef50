import Foundation
import GRDB
import GRDBSQLite
import Migrations
import Sealing
import Synchronization

/// One SQLite file: a pool of readers and one writer, WAL, full synchronisation, secure deletion.
final class SQLiteDatabase: Sendable {
  private let pool: DatabasePool
  let path: String
  /// The identity of the opened file.
  private let file: FileIdentity?
  /// The identities of the WAL and the shared memory, which stay as long as anybody has the database open.
  private let companions = Mutex<[(path: String, file: FileIdentity)]>([])
  /// The engine's count of changes of the schema at the last passed check; nil until `watchSchema`.
  private let schemaVersion = Mutex<Int64?>(nil)

  /// The largest number of reads at a time: people's, the gate's, the engine's, and the few long ones (`LongReads`).
  private static let readers = 16

  /// The time that a statement waits for another process's writer.
  private static let patienceSeconds = 10

  /// The memory for the writer's pages: the system's default is 2 MB, less than the indexes of a day. Readers keep that,
  /// as whatever is written empties theirs.
  private static let cacheKibibytes = 16_384
  /// The pages in the log from which a commit moves them into the file. A page that many commits write is moved once, so
  /// a larger log moves fewer; at 16 MB it is still read through quickly when the database is opened after a crash.
  private static let logPages = 4_096

  /// `CHKA`
  private static let applicationID: Int32 = 0x4348_4B41

  /// Opens an existing file, or with `creating` makes one.
  init(path: String, creating: Bool) throws {
    self.path = path
    if !creating {
      try Self.checkFile(path)
      do {
        for suffix in ["", "-wal", "-shm", "-journal"] { try FileRights.putRight(path + suffix) }
      } catch RightsFault.foreign {
        throw StoreFault.notServiceAccount
      }
      try Self.checkOwner(path)
    }
    var configuration = Configuration()
    configuration.busyMode = .timeout(Double(Self.patienceSeconds))
    configuration.maximumReaderCount = Self.readers
    configuration.prepareDatabase { database in
      // Recent deletions leave zeros, and a dropped table's pages are wiped.
      try database.execute(sql: "pragma secure_delete = on")
      // The pages of savepoints stay out of temporary files, which nobody wipes.
      try database.execute(sql: "pragma temp_store = memory")
    }
    do {
      pool = try DatabasePool(path: path, configuration: configuration)
    } catch {
      throw StoreFault(error, path: path)
    }
    file = FileIdentity(path)
    try synchroniseFully()
    try write { session in
      // After the first read the engine does not remove the companions any more.
      _ = try session.first("select count(*) from sqlite_master") { $0.int(0) }
      let found = [path + "-wal", path + "-shm"].compactMap { name in FileIdentity(name).map { (name, $0) } }
      companions.withLock { $0 = found }
      try requireUnmoved(session)
    }
  }

  /// Throws if the path, or that of the WAL or the shared memory, names another file than the open one: commits to a
  /// file that was moved away are not in the database that the next program opens.
  func requireUnmoved(_ session: SQLiteSession) throws {
    var hasMoved: Int32 = 0
    sqlite3_file_control(session.database.sqliteConnection, "main", SQLITE_FCNTL_HAS_MOVED, &hasMoved)
    guard hasMoved == 0 else { throw StoreFault.databaseMoved(path) }
    try requireInPlace()
  }

  /// The same by the path alone: a reader's connection may be opened long after the file.
  private func requireInPlace() throws {
    guard FileIdentity(path) == file else { throw StoreFault.databaseMoved(path) }
    for companion in companions.withLock({ $0 }) where FileIdentity(companion.path) != companion.file {
      throw StoreFault.databaseMoved(companion.path)
    }
  }

  /// Makes every transaction from now on check the schema's version, and refuse a schema that no program of ours made.
  /// The writer checks on its own connection, whose remembered schema is the one its statements are compiled by.
  func watchSchema() throws {
    schemaVersion.withLock { $0 = -1 }
    try write { session in
      try session.execute("begin")
      defer { _ = try? session.execute("rollback") }
      try requireSchema(session)
    }
  }

  func requireSchema(_ session: SQLiteSession) throws {
    guard let known = schemaVersion.withLock({ $0 }) else { return }
    let version = try session.first("pragma schema_version") { $0.integer(0) }
    guard version != known else { return }
    try session.readSchemaAnew()
    if let name = try Schema.difference(in: session) { throw StoreFault.schemaAltered(name) }
    schemaVersion.withLock { $0 = version }
  }

  /// Sets full synchronisation and reads the setting back (rule 10): GRDB lowers durability when it sets up WAL.
  private func synchroniseFully() throws {
    let level = try write { session -> Int64? in
      try session.execute("pragma wal_autocheckpoint = \(Self.logPages)")
      try session.execute("pragma cache_size = -\(Self.cacheKibibytes)")
      try session.execute("pragma synchronous = full")
      return try session.first("pragma synchronous") { $0.integer(0) }
    }
    precondition(level == 2, "SQLite runs with full synchronisation")
  }

  /// A file whose mode forbids writing to everybody is read-only even to the superuser.
  private static func checkFile(_ path: String) throws(StoreFault) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      switch errno {
      case ENOENT: throw .databaseMissing(path)
      case EACCES: throw .databaseReadOnly(path, .hidden)
      default: throw .databaseNotOurs(path)
      }
    }
    guard status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else { throw .databaseNotOurs(path) }
    guard status.st_mode & 0o222 != 0, access(path, W_OK) == 0 else {
      throw .databaseReadOnly(path, WriteObstacle(status))
    }
  }

  /// Checks the file's owner before anything is opened for writing, which would turn a stranger's file to WAL.
  private static func checkOwner(_ path: String) throws {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(Double(Self.patienceSeconds))
    do {
      _ = try DatabaseQueue(path: path, configuration: configuration).read { database in
        try version(in: SQLiteSession(database: database), path: path)
      }
    } catch let error as StoreFault {
      throw error
    } catch {
      throw StoreFault(error, path: path)
    }
  }

  /// Runs on the writer, outside any transaction.
  func write<Value>(_ body: (SQLiteSession) throws -> Value) throws -> Value {
    try translating { try pool.writeWithoutTransaction { try body(SQLiteSession(database: $0)) } }
  }

  /// Runs on one snapshot.
  func read<Value>(_ body: (SQLiteSession) throws -> Value) throws -> Value {
    try requireInPlace()
    return try translating {
      // A transaction of our own: the statements that the pool's begins and ends with are prepared anew each time.
      try pool.unsafeRead { database in
        let session = SQLiteSession(database: database)
        try session.execute("begin")
        defer { _ = try? session.execute("rollback") }
        return try body(session)
      }
    }
  }

  /// Moves the whole WAL into the file and truncates the WAL; false if a reader or a writer stood in the way. This
  /// holds the writer, so it waits for nobody (rule 15).
  func truncateWAL() throws -> Bool {
    try write { session in
      try session.execute("pragma busy_timeout = 0")
      defer { _ = try? session.execute("pragma busy_timeout = \(Self.patienceSeconds * 1_000)") }
      do {
        return try session.first("pragma wal_checkpoint(truncate)") { $0.integer(0) } == 0
      } catch let failure as SQLiteFailure where failure.code & 0xff == SQLITE_BUSY {
        return false
      }
    }
  }

  /// Turns errors of the engine into faults of the store.
  func translating<Value>(_ work: () throws -> Value) throws -> Value {
    do {
      return try work()
    } catch {
      throw error is SQLiteFailure || error is DatabaseError ? StoreFault(error, path: path) : error
    }
  }
}

extension SQLiteDatabase {
  /// The number of the latest migration applied; nil if the file is empty. Throws if the file is not a Chaka database.
  func version() throws -> Int? {
    try read { try Self.version(in: $0, path: path) }
  }

  private static func version(in session: SQLiteSession, path: String) throws -> Int? {
    let application = try session.first("pragma application_id") { Int32(truncatingIfNeeded: $0.integer(0)) }
    let version = try session.first("pragma user_version") { $0.int(0) } ?? 0
    if application == applicationID { return version }
    let tables = try session.first("select count(*) from sqlite_master") { $0.int(0) } ?? 0
    guard application == 0, version == 0, tables == 0 else { throw StoreFault.databaseNotOurs(path) }
    return nil
  }

  /// Applies migrations in one transaction with the work before, after each, and after all of them. Their checksums are kept, so that a
  /// migration that was edited later is found out.
  func apply(
    _ migrations: [(step: Migration, checksum: String)], first check: (SQLiteSession) throws -> Void = { _ in },
    after carry: (Migration, SQLiteSession) throws -> Void = { _, _ in }, then finish: (SQLiteSession) throws -> Void
  ) throws {
    try translating {
      try pool.writeWithoutTransaction { database in
        try database.inTransaction(.immediate) {
          try SQLiteSession(database: database).readSchemaAnew()
          try check(SQLiteSession(database: database))
          for migration in migrations {
            try Self.apply(migration.step, migration.checksum, to: database)
            try carry(migration.step, SQLiteSession(database: database))
          }
          try finish(SQLiteSession(database: database))
          return .commit
        }
      }
    }
  }

  private static func apply(_ migration: Migration, _ checksum: String, to database: GRDB.Database) throws {
    if migration.number == 1 { try database.execute(sql: bookkeeping) }
    try database.execute(sql: migration.sql)
    try database.execute(
      sql: "insert into migrations (number, name, checksum) values (?, ?, ?)",
      arguments: [migration.number, migration.name, checksum])
    try database.execute(sql: "pragma application_id = \(applicationID)")
    try database.execute(sql: "pragma user_version = \(migration.number)")
  }

  static let bookkeeping = """
    create table migrations (number integer not null primary key, name text not null, checksum text not null)
    """

  /// The checksums of the applied migrations, by number.
  func appliedChecksums() throws -> [Int: String] {
    try read { session in
      let pairs = try session.all("select number, checksum from migrations order by number") { ($0.int(0), $0.text(1)) }
      return try Dictionary(distinct: pairs, in: "migrations")
    }
  }
}
