import Domain
import RolloutRules
import Text

/// Reading the running revision, which first applies whatever has fallen due (rule 1).
extension Transaction {
  var revisions: RevisionsTable { RevisionsTable(sql: sql) }
  private var closuresTable: ClosuresTable { ClosuresTable(transaction: self) }

  /// The number of the revision in force in this write transaction; nobody else can change it until it commits. Where
  /// a change has fallen due, the transaction is run again alone, and applies it then.
  public func runningNumber() throws -> Int {
    try protect(.rollout(.shared))
    if try isAnyDue() {
      try protect(.rollout(.exclusive), .audit)
      try applyDue()
    }
    return try lastAppliedNumber()
  }

  /// The number of the last applied revision, which is the one in force if nothing is due: by the seal, not by the
  /// file.
  public func lastAppliedNumber() throws -> Int { try authority().running }

  public func runningRevision() throws -> Revision {
    try revision(try runningNumber())
  }

  /// The compiled gate of the revision in force in this write transaction.
  public func runningGate() throws -> Gate {
    try gate(of: try runningNumber())
  }

  /// The compiled gate of a revision.
  public func gate(of number: Int) throws -> Gate {
    guard let hash = try committedHash(of: number) else { throw StoreFault.altered("revisions") }
    return try store.gates.gate(number, hash: hash) {
      let rollout = try revision(number).rollout
      let catalogue = store.catalogue(of: rollout)
      return Gate(
        revision: number, rollout: rollout, regions: catalogue.regions.map(\.code), banks: catalogue.banks.map(\.code))
    }
  }

  /// A revision that is known to exist.
  public func revision(_ number: Int) throws -> Revision {
    guard let revision = try knownRevision(number) else { throw StoreFault.corrupt("revisions") }
    return revision
  }

  /// The latest revision that closed a bank, if one ever did.
  public func closure(of bank: BankCode) throws -> Int? {
    if let known = closures[bank] { return known }
    try check(.closures)
    let found = try closuresTable.latest(of: bank)
    closures[bank] = .some(found)
    return found
  }

  public func knownRevision(_ number: Int) throws -> Revision? {
    guard let stored = try revisions.stored(number) else { return nil }
    guard stored.stamp.number == number else { throw StoreFault.altered("revisions") }
    return try asCommitted(stored)
  }

  /// A revision as it was committed: its hash follows from its content, and is the sealed one or the one in the audit
  /// chain.
  private func asCommitted(_ stored: StoredRevision) throws -> Revision {
    let number = stored.stamp.number
    let parent = number == 0 ? "" : try revisions.hash(of: number - 1)
    guard let parent, stored.hashFollows(parent), try committedHash(of: number) == stored.hash else {
      throw StoreFault.altered("revisions")
    }
    guard let revision = stored.revision else { throw StoreFault.corrupt("revisions") }
    return revision
  }

  private func committedHash(of number: Int) throws -> String? {
    let authority = try authority()
    if number == authority.running { return authority.runningHash }
    if let known = store.gates.hash(of: number) { return known }
    guard case .string(let hash)? = try auditTable.entry("commit", of: "revision \(number)")?["hash"] else {
      return nil
    }
    // What this transaction, or another of the same commit, has put into the chain may still be rolled back.
    if protections?.contains(.rollout(.exclusive)) != true { store.gates.remember(hash, of: number) }
    return hash
  }

  public func allRevisions() throws -> [Revision] { try revisions.all() }

  /// The revision in force at a time; revision 0 if the time is before the first commit.
  public func revisionInForce(at moment: Moment) throws -> Revision {
    try revisions.inForce(at: moment).map(asCommitted) ?? revision(0)
  }

  public func run(
    _ revision: Revision, changing subjects: [RolloutChange.Subject], closing banks: [BankCode]
  ) throws {
    try changes.insert(subjects, in: revision.number)
    for bank in banks {
      try closuresTable.note(bank, in: revision.number)
      closures[bank] = nil
    }
    try revisions.insert(revision)
    try RunningTable(transaction: self).set(revision.number)
    held?.running = revision.number
    held?.runningHash = revision.hash
  }

  /// Revision 0 and the first audit records of a new database: its author is an administrator, and so is a second one, who
  /// can approve what the first asks for.
  func begin(author: String, second: String? = nil) throws {
    try takeAllAsItIs(.beginning(registry: store.registryFingerprint))
    try audit(
      author: author, action: "init", object: "database",
      detail: .object([
        .init("sandbox", .bool(store.isSandbox)), .init("administrator", .string(author)),
        .init("registry", .string(store.registryFingerprint)), .init("networkKey", JSONValue(store.firstNetworkKey)),
      ]))
    let operators = OperatorsTable(transaction: self)
    try operators.set(author, .administrator, at: now, by: author)
    if let second {
      try operators.set(second, .administrator, at: now, by: author)
      let role = JSONValue.string(OperatorRole.administrator.rawValue)
      try audit(author: author, action: "operator", object: "operator \(second)", detail: ["role": role])
    }
    try appendFirst(author: author)
  }
}

extension Transaction {
  /// Whether a change is due. Every acceptance asks this, so it takes one look at the seal, or at the tables if this
  /// transaction may have changed them.
  public func isAnyDue() throws -> Bool {
    let authority = try authority()
    return try (hasChangedDue ? nextChange() : authority.nextDue).map { $0 <= now } ?? false
  }
}

extension Store {
  /// Applies every due change, so that a read that follows sees the revision in force.
  public func applyDue() throws {
    if try read({ try $0.isAnyDue() }) { try write(protecting: .rollout) { _ = try $0.runningNumber() } }
  }

  /// Reads one snapshot with the gate of the revision in force. Where a change has fallen due it is applied first, and
  /// another snapshot read.
  public func readGate<Value>(_ body: (Transaction, Gate) throws -> Value) throws -> Value {
    func reading(_ transaction: Transaction) throws -> Value {
      try body(transaction, try transaction.gate(of: try transaction.lastAppliedNumber()))
    }
    let value = try read { transaction in try transaction.isAnyDue() ? nil : Optional(try reading(transaction)) }
    if let value { return value }
    try applyDue()
    return try read(reading)
  }

  /// The same, on a thread of the store's own (`readAside`).
  public func readGateAside<Value: Sendable>(
    _ body: @escaping @Sendable (Transaction, Gate) throws -> Value
  ) async throws -> Value {
    try await aside { try self.readGate(body) }
  }

  /// The revision in force.
  public func runningRevision() throws -> Revision {
    try applyDue()
    return try read { try $0.lastAppliedRevision() }
  }
}
