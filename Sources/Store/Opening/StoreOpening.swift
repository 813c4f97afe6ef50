import Crypto
import Domain
import Foundation
import Migrations
import Sealing

/// The paths of a database and its secrets.
public struct StoreLocation: Sendable {
  /// Path of the database file.
  public let path: String
  /// Folder of the server secret, the day keys and the audit head.
  public let secrets: String

  public init(path: String, secrets: String) {
    self.path = path
    self.secrets = secrets
  }
}

/// The result of `initialise`.
public enum Initialisation: Sendable, Equatable {
  case made
  /// Made at a path where, by the note beside the secrets, another database stood that is gone.
  case madeAnew
  case migrated(from: Int, to: Int)
  case upToDate
}

extension Store {
  /// Makes a database and its secret, or brings an existing one up to date; never changes whether it is a sandbox. A
  /// database whose file was removed is made anew; one that was exchanged or emptied is refused. The author of a new one
  /// is its administrator, and so is the second, where one is named.
  public static func initialise(
    at location: StoreLocation, sandbox: Bool, author: String, second: String? = nil, catalogue: Catalogue,
    pretendedNow: Moment?
  ) throws -> Initialisation {
    let found = FileState(location.path)
    let exists = found == .filled
    guard pretendedNow == nil || exists || sandbox else { throw StoreFault.notASandbox(.time) }
    let clock = SystemClock(startingAt: pretendedNow)
    if !exists { try requireKernels(clock, isSandbox: sandbox) }
    let secret =
      exists
      ? try ServerSecret.load(from: location.secrets)
      : try ServerSecret.loadOrMake(in: location.secrets, sandbox: sandbox)
    guard exists || secret.isSandbox == sandbox else {
      throw StoreFault.secretsOfOtherKind(areSandbox: secret.isSandbox)
    }
    guard pretendedNow == nil || secret.isSandbox else { throw StoreFault.notASandbox(.time) }
    if exists { try requireKernels(clock, isSandbox: secret.isSandbox) }
    let place = DatabasePlace(location, secret: secret)
    let isAnew = try !exists && makeRoom(found, at: place, location.path)
    let database = try location.openDatabase(creating: !exists)
    let before = try database.version()
    // An initialisation that was cut short continues where it stopped.
    let instance = try before != nil && isMarked(database) ? checkBelonging(database, secret: secret) : nil
    guard try place.noted().isSubset(of: instance.map { [$0] } ?? []) else {
      throw StoreFault.databaseExchanged(location.path)
    }
    guard secret.isSandbox || !sandbox else { throw StoreFault.madeOtherwise(isSandbox: false) }
    let after = try Migrator(database: database).migrate(
      from: before ?? 0, seals: instance.map { AuthoritySeals(secret, instance: $0) }
    ) { session, carrying in
      let seal = instance.map { RowSeal(secret, instance: $0) }
      switch carrying {
      case .work(let sealsFirst):
        if sealsFirst { try FirstSeals.write(in: session, at: location, secret: secret) }
        try seal.map { try WorkMigration(session: session, seal: $0).run() }
      case .vaults: try seal.map { try VaultMigration(session: session, seal: $0).run() }
      }
    }
    if try !isMarked(database) { try markNew(database, secret: secret) }
    let store = try open(at: location, catalogue: catalogue, clock: clock, isSettled: false)
    if let before, before < firstKeyMadeHere { try store.networkKeys.makeFirst(now: clock.now) }
    guard try store.begun(by: author, second, pretendedNow: pretendedNow) else {
      return before == after ? .upToDate : .migrated(from: before ?? 0, to: after)
    }
    return isAnew ? .madeAnew : .made
  }

  /// Whether a database that was opened or made there is a sandbox.
  public static func isSandbox(at location: StoreLocation) throws -> Bool {
    try ServerSecret.load(from: location.secrets).isSandbox
  }

  /// Makes the file, and gives whether the path had a database before, whose note is removed. An emptied file is not
  /// made anew: whoever can empty the file would otherwise make the service begin again.
  private static func makeRoom(_ found: FileState, at place: DatabasePlace, _ path: String) throws -> Bool {
    let isKnown = try !place.noted().isEmpty
    guard !isKnown || found == .missing else { throw StoreFault.databaseEmptied(path) }
    if isKnown { try place.forget() }
    try makeFile(path)
    return isKnown
  }

  /// Refuses to make or migrate a real database by a clock that is not the machine's.
  private static func requireKernels(_ clock: SystemClock, isSandbox: Bool) throws(StoreFault) {
    guard !isSandbox else { return }
    let reading = ClockReading(now: clock.now, noted: .never, witness: clock.witness)
    guard let kernel = reading.kernel, !reading.agreesWithKernel else { return }
    throw .clockNotTheKernels(now: reading.now, kernel: kernel)
  }

  /// Makes revision 0 and returns true if there is none; else seals the tables that decide if they are not sealed yet.
  private func begun(by author: String, _ second: String?, pretendedNow: Moment?) throws -> Bool {
    if try !isSealed() {
      guard try database.snapshot({ try $0.first("select 1 from revisions", read: { _ in true }) ?? false }) else {
        return try begin(by: author, second, pretendedNow: pretendedNow)
      }
      try seal(by: author)
    } else if isSandbox {
      try takeInRegistry(by: author)
    }
    try noteFirstRegistrations()
    try settle(isSettled: true)
    return false
  }

  /// Makes revision 0, only in a database without any entry or note: entries that somebody put there would be sealed.
  private func begin(by author: String, _ second: String?, pretendedNow: Moment?) throws -> Bool {
    guard try (try? auditHead.read()) == nil && !database.snapshot({ try $0.hasEntries() }) else {
      throw RecordFault.unsealedAgain(path)
    }
    try networkKeys.makeFirst(now: clock.now)
    try bindTime()
    try write(protecting: .rollout) { try $0.begin(author: author, second: second) }
    // The pretended times of a sandbox may begin anywhere.
    if isSandbox, pretendedNow == nil { try forgetTime() }
    try? place.note(instance)
    return true
  }

  /// The migration from which on the network's first key is made with the database; before, it was made on first use.
  private static let firstKeyMadeHere = 13

  private static func isMarked(_ database: any Database) throws -> Bool {
    try database.snapshot { try $0.first("select 1 from meta where name = 'keyCheck'", read: { _ in true }) ?? false }
  }

  /// Opens an existing database. A pretended time is refused unless it is a sandbox. The store holds the lock that
  /// admitted its program (`StoreLocation.admit`).
  public static func open(
    at location: StoreLocation, catalogue: Catalogue, pretendedNow: Moment?, regardless: Bool = false,
    lock: ServiceLock? = nil
  ) throws -> Store {
    let store = try open(
      at: location, catalogue: catalogue, clock: SystemClock(startingAt: pretendedNow), isSettled: !regardless,
      lock: lock)
    if pretendedNow != nil, !store.isSandbox { throw StoreFault.notASandbox(.time) }
    return store
  }

  /// Opens an existing database with a clock, and for a simulation with its own scheduler and hook. A database that is
  /// older than the notes beside the secrets, was judged by another registry, or was altered, is refused. With
  /// `isSettled` false it opens and can be read and decided about; deciding tables are refused later, on use.
  public static func open(
    at location: StoreLocation, catalogue: Catalogue, clock: any WallClock,
    scheduler: any CommitScheduler = CommitThread(), hook: CommitHook = .none, isSettled: Bool = true,
    lock: ServiceLock? = nil
  ) throws -> Store {
    let database = try location.openDatabase(creating: false)
    guard let version = try database.version() else { throw StoreFault.databaseNotOurs(location.path) }
    try Migrator(database: database).check(version)
    let secret = try ServerSecret.load(from: location.secrets)
    let instance = try checkBelonging(database, secret: secret)
    // If the mark cannot be written now, the next program to open the database writes it.
    try? SealingMark(secrets: location.secrets, instance: instance).make()
    let store = try Store(
      database: database, secret: secret, secretsFolder: location.secrets, instance: instance, registry: catalogue,
      clock: clock, scheduler: scheduler, hook: hook, lock: lock)
    try store.settle(isSettled: isSettled)
    return store
  }

  /// Completes a decision to go on with an older database, after which a program died.
  private func finishReanchoring() throws {
    let noted = try? auditHead.read()
    let head = try readRegardless { transaction in
      let head = try transaction.authority().head
      return try transaction.standing(of: head) != .current && transaction.endsReanchored(from: noted) ? head : nil
    }
    if let head { try anchor(at: head) }
  }

  /// Compares the database with the notes beside the secrets, and completes the work that another program left undone
  /// after its commit.
  private func settle(isSettled: Bool) throws {
    try? finishReanchoring()
    if let noted = latestTime.read(), let found = try? database.snapshot({ try $0.progress() }) {
      if let fault = found.shortfall(of: noted) { obstacle.withLock { $0 = fault } }
    }
    if try !place.belongs(to: instance) { obstacle.withLock { $0 = .databaseExchanged(path) } }
    do {
      do { try database.watchSchema() } catch let fault as StoreFault {
        obstacle.withLock { $0 = fault }
        throw fault
      }
      let head = try read { try $0.authority().head }
      if auditHead.latest() != head { try? auditHead.note(head) }
      // All checks have passed: this is the database to note at the path.
      try? place.note(instance)
      // A program that cannot write now leaves the rotation to the next: a key to come signs nothing.
      if let keyId = try? networkKeys.coming(), !keyId.isEmpty {
        try? write(protecting: .rollout) { try $0.settleNetworkKey() }
      }
      settleNetworkKeys()
    } catch  where !isSettled {}
  }

  /// An empty file that its owner alone may read.
  private static func makeFile(_ path: String) throws {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL, 0o600)
    guard descriptor >= 0 || errno == EEXIST else { throw StoreFault.databaseNotMakeable(path) }
    if descriptor >= 0 { close(descriptor) }
  }

  private static func markNew(_ database: any Database, secret: ServerSecret) throws {
    let instance = SymmetricKey(size: .bits128).withUnsafeBytes { Data($0) }.hexadecimal
    try database.transaction(protecting: .rollout, hook: .none) { session in
      for (name, value) in [("sandbox", "\(secret.isSandbox)"), ("instance", instance), ("keyCheck", secret.keyCheck)] {
        try session.execute("insert into meta (name, value) values ($1, $2)", .text(name), .text(value))
      }
    }
  }

  /// The instance of a database that belongs to these secrets; throws when it does not.
  @discardableResult
  private static func checkBelonging(_ database: any Database, secret: ServerSecret) throws -> String {
    let values = try database.snapshot { session in
      try Dictionary(distinct: session.all("select name, value from meta") { ($0.text(0), $0.text(1)) }, in: "meta")
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

/// The state of the file at a path.
private enum FileState {
  case missing
  /// An empty file: left by an initialisation that was cut short, or emptied by somebody.
  case empty
  case filled

  init(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      self = .missing
      return
    }
    self = status.st_size > 0 ? .filled : .empty
  }
}

extension Snapshot {
  /// Whether the database has any row that a program writes after the migrations and the marks.
  func hasEntries() throws -> Bool {
    let others = ["migrations", "meta", "clock", "day_keys"]
    return try tables().contains { table in
      guard !others.contains(table) else { return false }
      return try first("select 1 from \"\(table)\" not indexed limit 1", read: { _ in true }) ?? false
    }
  }
}
