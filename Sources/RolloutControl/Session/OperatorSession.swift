import Domain
import Store

/// One console or script: a candidate, made from the running revision, and what becomes of it.
public final class OperatorSession {
  public let author: String
  public let store: Store
  /// The revision the candidate was made from.
  public internal(set) var base: Revision
  public internal(set) var candidate: Rollout
  /// Of the audit records those that were there when it last looked for news.
  var newsSeen: Int
  /// Scheduled commits, as the chain calls them, of which it has told that they were dropped.
  var toldDropped: Set<String> = []

  public init(store: Store, author: String) throws {
    self.store = store
    self.author = author
    base = try store.runningRevision()
    candidate = base.rollout
    newsSeen = try store.read { try $0.auditHead().records }
  }

  /// Whether the candidate differs from what it was made from.
  public var differs: Bool { candidate != base.rollout }

  /// The revision in force now. The candidate follows it, its changes put on top, unless both changed the same things:
  /// then it stays as it is, and checking or committing it says so.
  public func running() throws -> Revision {
    let running = try store.runningRevision()
    guard running.number != base.number else { return running }
    if case .merged(let rollout) = candidate.rebased(from: base.rollout, onto: running.rollout) {
      base = running
      candidate = rollout
    }
    return running
  }

  /// Applies an edit to the candidate and says whether it changed anything; refused where the registry would contradict
  /// itself.
  public func edit(_ edit: RolloutEdit) throws -> Bool {
    _ = try running()
    let before = candidate
    try candidate.apply(edit, over: store.registry)
    return candidate != before
  }

  /// Drops the candidate.
  public func discard() throws {
    start(from: try store.runningRevision())
  }

  /// Makes the candidate what a revision was; nothing is in force until it is committed.
  public func rollback(to number: Int) throws {
    let revision = try revision(number)
    _ = try running()
    candidate = revision.rollout
  }

  func start(from revision: Revision) {
    base = revision
    candidate = revision.rollout
  }

  public func revision(_ number: Int) throws -> Revision {
    try store.applyDue()
    guard let revision = try store.read({ try $0.knownRevision(number) }) else {
      throw RolloutFault.unknownRevision(number)
    }
    return revision
  }

  /// Every commit so far, oldest first. Revision 0, which nobody committed, is not among them.
  public func history() throws -> [Revision] {
    try store.applyDue()
    return try store.read { try $0.allRevisions() }.filter { $0.number > 0 }
  }

  /// Every scheduled commit with what became of it, oldest first.
  public func scheduled() throws -> [ScheduledCommit] {
    try store.applyDue()
    return try store.read { try $0.scheduledCommits() }
  }

  /// Scheduled commits that were dropped and of which this author has not been told, or nobody; they count as told
  /// now.
  public func takeDropped() throws -> [ScheduledCommit] {
    let dropped = try scheduled().filter { commit in
      commit.state == .dropped(told: .nobody) || commit.state == .dropped(told: .another) && commit.author == author
    }
    guard !dropped.isEmpty else { return [] }
    toldDropped.formUnion(dropped.map { "scheduled \($0.number)" })
    try store.write { transaction in
      for commit in dropped { try transaction.markTold(commit.number, isAuthor: commit.author == author) }
    }
    return dropped
  }
}
