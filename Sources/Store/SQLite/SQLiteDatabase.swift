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
  /// The file that was opened.
  private let file: FileIdentity?
  /// Its WAL and shared memory, which stay as long as anybody has the database open.
  private let companions = Mutex<[(path: String, file: FileIdentity)]>([])
  /// The engine's count of changes of the schema when it was found right last; nil as long as nobody looks.
  private let schemaVersion = Mutex<Int64?>(nil)

  /// How long a statement waits for another process's writer.
  private static let patienceSeconds = 10

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
    configuration.maximumReaderCount = 4
    configuration.prepareDatabase { database in
      // Recent deletions leave zeros, and a dropped table's pages are wiped.
      try database.execute(sql: "pragma secure_delete = on")
      // What a savepoint may have to put back stays out of temporary files, which nobody wipes.
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
      // From the first read on nobody else takes the companions away.
      _ = try session.first("select count(*) from sqlite_master") { $0.int(0) }
      let found = [path + "-wal", path + "-shm"].compactMap { name in FileIdentity(name).map { (name, $0) } }
      companions.withLock { $0 = found }
      try requireUnmoved(session)
    }
  }

  /// The file that is open is the one that the path names, and so are those that belong to it: what is committed to one
  /// that was moved away is not there for the next program.
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

  /// From now on every transaction looks whether anything of the schema has changed, and refuses what no program of ours
  /// made. The writer looks itself: what it remembers of the schema is what its statements are made by.
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

  /// GRDB lowers durability when it sets up WAL, so it is set, and read back, after opening (rule 10).
  private func synchroniseFully() throws {
    let level = try write { session -> Int64? in
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

  /// Looks before anything is opened for writing, which would already turn somebody else's file to WAL.
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

  /// Reads one snapshot.
  func read<Value>(_ body: (SQLiteSession) throws -> Value) throws -> Value {
    try requireInPlace()
    return try translating { try pool.read { try body(SQLiteSession(database: $0)) } }
  }

  /// Moves the whole WAL into the file and truncates it; false when a reader or a writer stood in the way. It holds the
  /// writer, so it waits for nobody (rule 15).
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

  /// What the engine throws becomes a fault of ours.
  func translating<Value>(_ work: () throws -> Value) throws -> Value {
    do {
      return try work()
    } catch {
      throw error is SQLiteFailure || error is DatabaseError ? StoreFault(error, path: path) : error
    }
  }
}

extension SQLiteDatabase {
  /// The number of the latest migration applied; nil when the file is empty. Throws when it is not ours.
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

  /// Applies migrations as a whole: all of them, with what is looked at before and done after them, or none. Their
  /// checksums are kept, so that an edited file is found out.
  func apply(
    _ migrations: [(step: Migration, checksum: String)], first check: (SQLiteSession) throws -> Void = { _ in },
    then finish: (SQLiteSession) throws -> Void
  ) throws {
    try translating {
      try pool.writeWithoutTransaction { database in
        try database.inTransaction(.immediate) {
          try SQLiteSession(database: database).readSchemaAnew()
          try check(SQLiteSession(database: database))
          for migration in migrations { try Self.apply(migration.step, migration.checksum, to: database) }
          try finish(SQLiteSession(database: database))
          return .commit
        }
      }
    }
  }

  private static func apply(_ migration: Migration, _ checksum: String, to database: Database) throws {
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

  /// By number.
  func appliedChecksums() throws -> [Int: String] {
    try read { session in
      let pairs = try session.all("select number, checksum from migrations order by number") { ($0.int(0), $0.text(1)) }
      return try Dictionary(distinct: pairs, in: "migrations")
    }
  }
}
