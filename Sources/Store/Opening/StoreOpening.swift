import Crypto
import Domain
import Foundation
import Migrations
import Sealing

/// Where a database and its secrets are.
public struct StoreLocation: Sendable {
  /// Path of the SQLite file.
  public let path: String
  /// Folder of the server secret, the day keys and the audit head.
  public let secrets: String

  public init(path: String, secrets: String) {
    self.path = path
    self.secrets = secrets
  }
}

/// What `initialise` did.
public enum Initialisation: Sendable, Equatable {
  case made
  case migrated(from: Int, to: Int)
  case upToDate
}

extension Store {
  /// Makes a database and its secret, or brings an existing one up to date; never changes whether it is a sandbox.
  public static func initialise(
    at location: StoreLocation, sandbox: Bool, author: String, catalogue: Catalogue, pretendedNow: Moment?
  ) throws -> Initialisation {
    let exists = holdsSomething(location.path)
    guard pretendedNow == nil || exists || sandbox else { throw StoreFault.notASandbox("--now") }
    let secret =
      exists
      ? try ServerSecret.load(from: location.secrets)
      : try ServerSecret.loadOrMake(in: location.secrets, sandbox: sandbox)
    guard exists || secret.isSandbox == sandbox else {
      throw StoreFault.secretsOfOtherKind(areSandbox: secret.isSandbox)
    }
    guard pretendedNow == nil || secret.isSandbox else { throw StoreFault.notASandbox("--now") }
    if !exists { try makeFile(location.path) }
    let database = try SQLiteDatabase(path: location.path, creating: !exists)
    let before = try database.version()
    // An initialisation that was cut short is taken up where it stopped.
    if try before != nil && isMarked(database) { try checkBelonging(database, secret: secret) }
    guard secret.isSandbox || !sandbox else { throw StoreFault.madeOtherwise(isSandbox: false) }
    let after = try Migrator(database: database).migrate(from: before ?? 0) { session in
      try sealRows(session, at: location, secret: secret)
    }
    if try !isMarked(database) { try markNew(database, secret: secret) }
    let store = try open(at: location, catalogue: catalogue, clock: SystemClock(startingAt: pretendedNow))
    if before ?? 0 < firstKeyMadeHere { try store.networkKeys.makeFirst(now: store.now()) }
    guard try store.read({ try $0.hasBegun() }) else {
      try store.write { try $0.begin(author: author) }
      // The pretended times of a sandbox may begin anywhere.
      if secret.isSandbox, pretendedNow == nil { try store.forgetTime() }
      return .made
    }
    return before == after ? .upToDate : .migrated(from: before ?? 0, to: after)
  }

  /// From this migration on the network's first key is made with the database; before, it was made when it was needed.
  private static let firstKeyMadeHere = 9

  /// An empty file is what an initialisation cut short leaves behind.
  private static func holdsSomething(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_size > 0
  }

  private static func isMarked(_ database: SQLiteDatabase) throws -> Bool {
    try database.read { try $0.first("select 1 from meta where name = 'keyCheck'", read: { _ in true }) ?? false }
  }

  /// Opens an existing database. A pretended time is refused unless it is a sandbox.
  public static func open(at location: StoreLocation, catalogue: Catalogue, pretendedNow: Moment?) throws -> Store {
    let store = try open(at: location, catalogue: catalogue, clock: SystemClock(startingAt: pretendedNow))
    if pretendedNow != nil, !store.isSandbox { throw StoreFault.notASandbox("--now") }
    return store
  }

  /// Opens an existing database with a clock, and for a simulation with its own scheduler and hook.
  public static func open(
    at location: StoreLocation, catalogue: Catalogue, clock: any WallClock,
    scheduler: any CommitScheduler = CommitThread(), hook: CommitHook = .none
  ) throws -> Store {
    let database = try SQLiteDatabase(path: location.path, creating: false)
    guard let version = try database.version() else { throw StoreFault.databaseNotOurs(location.path) }
    try Migrator(database: database).check(version)
    let secret = try ServerSecret.load(from: location.secrets)
    let instance = try checkBelonging(database, secret: secret)
    // Where it cannot be written now, the next to open the database sees to it.
    try? SealingMark(secrets: location.secrets, instance: instance).make()
    let store = try Store(
      database: database, secret: secret, secretsFolder: location.secrets, instance: instance, registry: catalogue,
      clock: clock, scheduler: scheduler, hook: hook)
    // Whoever cannot write now leaves it to the next: a key to come does nothing.
    if let keyId = try? store.networkKeys.coming(), !keyId.isEmpty { try? store.write { try $0.settleNetworkKey() } }
    return store
  }

  /// Refuses to serve people from a real database under another account than the one that owns it.
  public func requireServiceAccount() throws(StoreFault) {
    var status = stat()
    guard isSandbox || stat(path, &status) == 0 && status.st_uid == geteuid() else { throw .notServiceAccount }
  }

  /// An empty file that its owner alone may read.
  private static func makeFile(_ path: String) throws {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL, 0o600)
    guard descriptor >= 0 || errno == EEXIST else { throw StoreFault.databaseNotMakeable(path) }
    if descriptor >= 0 { close(descriptor) }
  }

  /// Seals the rows of an older database, but not of one that only claims to be older (`SealingMark`), and only of the one
  /// whose audit chain the secrets know. A new one has none yet.
  private static func sealRows(_ session: SQLiteSession, at location: StoreLocation, secret: ServerSecret) throws {
    let instance = try session.first("select value from meta where name = 'instance'") { $0.text(0) }
    guard let instance else { return }
    let (audit, noted) = (
      AuditTable(sql: session), try? AuditHeadFile(secrets: location.secrets, instance: instance, secret: secret).read()
    )
    let isKnown = try noted.map { try audit.hash(of: $0.records) == $0.hash } ?? (try audit.head().records == 0)
    guard isKnown, !SealingMark(secrets: location.secrets, instance: instance).isThere else {
      throw RecordFault.unsealedAgain(location.path)
    }
    try FirstSeals(session: session, seal: RowSeal(secret, instance: instance)).write()
  }

  private static func markNew(_ database: SQLiteDatabase, secret: ServerSecret) throws {
    let instance = SymmetricKey(size: .bits128).withUnsafeBytes { Data($0) }.hexadecimal
    try database.transaction(hook: .none) { session in
      for (name, value) in [("sandbox", "\(secret.isSandbox)"), ("instance", instance), ("keyCheck", secret.keyCheck)] {
        try session.execute("insert into meta (name, value) values ($1, $2)", .text(name), .text(value))
      }
    }
  }

  /// The instance of a database that belongs to these secrets; throws when it does not.
  @discardableResult
  private static func checkBelonging(_ database: SQLiteDatabase, secret: ServerSecret) throws -> String {
    let values = try database.read { session in
      Dictionary(uniqueKeysWithValues: try session.all("select name, value from meta") { ($0.text(0), $0.text(1)) })
    }
    guard let sandbox = values["sandbox"], let instance = values["instance"] else {
      throw StoreFault.databaseNotOurs(database.path)
    }
    guard sandbox == "\(secret.isSandbox)" else {
      throw StoreFault.sandboxMismatch(databaseIsSandbox: sandbox == "true")
    }
    guard values["keyCheck"] == secret.keyCheck else { throw StoreFault.secretMismatch }
    return instance
  }
}
