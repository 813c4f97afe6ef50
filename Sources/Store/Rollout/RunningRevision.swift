import Crypto
import Domain
import Foundation
import Sealing
import Text

/// Reading the running revision, which first applies whatever has fallen due (rule 1).
extension Transaction {
  var revisions: RevisionsTable { RevisionsTable(sql: sql) }
  var scheduled: ScheduledTable { ScheduledTable(transaction: self) }
  private var closuresTable: ClosuresTable { ClosuresTable(transaction: self) }

  /// The number of the revision in force in this write transaction; nobody else can change it until it commits.
  public func runningNumber() throws -> Int {
    try applyDue()
    return try lastAppliedNumber()
  }

  /// The number of the revision in force when nothing is due: as it is sealed, not as the file has it.
  func lastAppliedNumber() throws -> Int { try authority().running }

  public func runningRevision() throws -> Revision {
    try revision(try runningNumber())
  }

  /// The compiled gate of the revision in force in this write transaction.
  public func runningGate() throws -> Gate {
    try gate(of: try runningNumber())
  }

  /// The compiled gate of a revision.
  public func gate(of number: Int) throws -> Gate {
    try store.gates.gate(number) {
      let rollout = try revision(number).rollout
      let catalogue = store.catalogue(of: rollout)
      return Gate(
        revision: number, rollout: rollout, regions: catalogue.regions.map(\.code), banks: catalogue.banks.map(\.code))
    }
  }

  /// The revision in force when nothing is due; a read calls `Store.applyDue` before.
  public func lastAppliedRevision() throws -> Revision {
    try revision(try lastAppliedNumber())
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

  /// A revision as it was committed: its hash follows from all that it says, and is the one that was sealed or stands in
  /// the audit chain.
  private func asCommitted(_ stored: RevisionsTable.Stored) throws -> Revision {
    let number = stored.stamp.number
    let parent = number == 0 ? "" : try revisions.hash(of: number - 1)
    guard let parent, stored.hashFollows(parent), try committedHash(of: number) == stored.hash else {
      throw StoreFault.altered("revisions")
    }
    return try stored.revision()
  }

  private func committedHash(of number: Int) throws -> String? {
    let authority = try authority()
    if number == authority.running { return authority.runningHash }
    if let known = store.gates.hash(of: number) { return known }
    guard case .string(let hash)? = try auditTable.entry("commit", of: "revision \(number)")?["hash"] else {
      return nil
    }
    store.gates.remember(hash, of: number)
    return hash
  }

  public func allRevisions() throws -> [Revision] { try revisions.all() }
  public func scheduledCommits() throws -> [ScheduledCommit] { try scheduled.all() }
  public func markTold(_ number: Int, isAuthor: Bool) throws {
    try settleScheduled()
    try scheduled.markTold(number, isAuthor: isAuthor)
  }

  /// The revision in force at a time; before the first, that is revision 0.
  public func revisionInForce(at moment: Moment) throws -> Revision {
    try revisions.inForce(at: moment).map(asCommitted) ?? revision(0)
  }

  /// Makes a rollout the running revision. `detail` is what else the chain holds of it.
  ///
  /// `restating` is what it says beyond what it changes, as far as something unconfirmed holds it.
  public func append(
    _ rollout: Rollout, author: String, comment: String, committedAt: Moment, effectiveAt: Moment,
    scheduled: Int? = nil, restating restated: Scope = .none, detail: [JSONValue.Member] = []
  ) throws -> Revision {
    let parent = try lastAppliedRevision()
    let number = parent.number + 1
    let subjects = parent.rollout.changes(to: rollout).map(\.subject)
    try changes.insert(subjects, in: number)
    for case .bank(let bank) in subjects where rollout.state(of: bank) == .closed {
      try closuresTable.note(bank, in: number)
      closures[bank] = nil
    }
    return try insert(
      number: number, rollout, author: author, comment: comment, committedAt: committedAt, effectiveAt: effectiveAt,
      parentHash: parent.hash, scheduled: scheduled, restated: restated, detail: detail)
  }

  private func insert(
    number: Int, _ rollout: Rollout, author: String, comment: String, committedAt: Moment, effectiveAt: Moment,
    parentHash: String, scheduled: Int? = nil, restated: Scope = .none, detail: [JSONValue.Member] = []
  ) throws -> Revision {
    let text = Revision.sealedText(
      number: number, rollout: rollout, author: author, comment: comment, committedAt: committedAt,
      effectiveAt: effectiveAt, parentHash: parentHash)
    let revision = Revision(
      number: number, rollout: rollout, author: author, comment: comment, committedAt: committedAt,
      effectiveAt: effectiveAt, hash: Data(SHA256.hash(data: Data(text.utf8))).hexadecimal, restated: restated)
    try revisions.insert(revision)
    try RunningTable(transaction: self).set(number)
    held?.running = number
    held?.runningHash = revision.hash
    try audit(
      author: author, action: "commit", object: "revision \(number)",
      detail: .object(
        [
          .init("hash", .string(revision.hash)), .init("comment", .string(comment)),
          .init("effectiveAt", JSONValue(effectiveAt)),
        ] + (scheduled.map { [.init("scheduled", JSONValue($0))] } ?? [])
          + (restated.isEmpty ? [] : [.init("restated", .string(restated.text))]) + detail))
    return revision
  }

  /// Puts a commit among the scheduled ones. The chain holds what its authority rests on: the request that was approved,
  /// and the reviews of which it may open something again.
  public func schedule(
    _ rollout: Rollout, base: Int, author: String, comment: String, effectiveAt: Moment,
    confirmation: CommitTerms.Confirmation? = nil, restating restated: Scope = .none, request: Int? = nil,
    reopening: [Int] = []
  ) throws -> ScheduledCommit {
    try settleScheduled()
    let number = try scheduled.insert(
      base: base, rollout: rollout, author: author, comment: comment, at: now, effectiveAt: effectiveAt,
      confirmation: confirmation, restated: restated)
    let commit = ScheduledCommit(
      number: number, base: base, rollout: rollout, author: author, comment: comment, committedAt: now,
      effectiveAt: effectiveAt, confirmation: confirmation, restated: restated, state: .pending)
    try audit(
      author: author, action: "schedule", object: "scheduled \(number)",
      detail: .object([
        .init("effectiveAt", JSONValue(effectiveAt)), .init("comment", .string(comment)),
        .init("content", .string(commit.contentHash)), .init("request", JSONValue(request)),
        .init("reopening", .array(reopening.map { JSONValue($0) })),
      ]))
    return commit
  }

  /// What a revision confirmed when it was committed, by the chain.
  public func confirmed(by revision: Int) throws -> [Int] {
    try auditTable.record("commit", of: "revision \(revision)")?["confirms"]?.numbers ?? []
  }

  /// Calls off a commit that waits for its time, and drops the steps that stand on it. Nil where it waits no more.
  public func cancelScheduled(
    _ number: Int, by name: String
  ) throws -> (cancelled: ScheduledCommit, dropped: [ScheduledCommit])? {
    try applyDue()
    try settleScheduled()
    guard let commit = try scheduled.commit(number), commit.state == .pending else { return nil }
    try scheduled.markCancelled(number)
    try audit(author: name, action: "cancel", object: "scheduled \(number)", detail: [:])
    let steps = try pendingSteps(after: commit)
    try dropSteps(after: commit)
    return (commit, steps)
  }

  func hasBegun() throws -> Bool { try revisions.stored(0) != nil }

  /// Revision 0 and the first audit record of a new database.
  func begin(author: String) throws {
    try takeAllAsItIs(.beginning(registry: store.registryFingerprint))
    try audit(
      author: author, action: "init", object: "database",
      detail: .object([
        .init("sandbox", .bool(store.isSandbox)), .init("administrator", .string(author)),
        .init("registry", .string(store.registryFingerprint)), .init("networkKey", JSONValue(store.firstNetworkKey)),
      ]))
    try OperatorsTable(transaction: self).set(author, .administrator, at: now, by: author)
    _ = try insert(
      number: 0, .initial, author: author, comment: "", committedAt: now, effectiveAt: now, parentHash: "")
  }
}

extension Store {
  /// Reads one snapshot with the gate of the revision in force.
  public func readGate<Value>(_ body: (Transaction, Gate) throws -> Value) throws -> Value {
    try applyDue()
    return try read { transaction in
      try body(transaction, try transaction.gate(of: try transaction.lastAppliedNumber()))
    }
  }

  /// The revision in force.
  public func runningRevision() throws -> Revision {
    try applyDue()
    return try read { try $0.lastAppliedRevision() }
  }
}

extension [RolloutChange] {
  /// `[{"path":...,"from":...,"to":...}]`
  public var json: JSONValue {
    .array(map { .object([.init("path", .string($0.path)), .init("from", $0.from), .init("to", $0.to)]) })
  }
}

extension ScheduledCommit {
  /// SHA-256, hexadecimal, over everything its author entered; the audit chain holds it.
  var contentHash: String {
    // What was not there in earlier versions is added where there is any.
    let timer = confirmation.map { " \($0.minutes) \($0.guardrails.names)" } ?? ""
    let added = [confirmation?.evidence.text ?? "", restated.text].filter { !$0.isEmpty }.map { " " + $0 }.joined()
    let text = Revision.sealedText(
      number: number, rollout: rollout, author: author, comment: comment, committedAt: committedAt,
      effectiveAt: effectiveAt, parentHash: "\(base)\(timer)\(added)")
    return Data(SHA256.hash(data: Data(text.utf8))).hexadecimal
  }
}
