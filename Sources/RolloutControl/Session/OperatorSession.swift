import Domain
import Store

/// One console or script: a candidate, made from the running revision, until it is committed.
public final class OperatorSession: SchedulingWork {
  public let author: String
  public let store: Store
  /// The revision that the candidate was made from: the last one without a conflict.
  public internal(set) var base: Revision
  /// The operator's intent so far.
  public internal(set) var intent: Intent
  /// The revision that was running when the session last looked: the candidate stands on it, conflicts or not.
  public internal(set) var latest: Revision
  /// The conflicts with the schedule that were foretold in this session.
  let foretold = ForetoldClashes()
  /// The addresses of a host, as far as they are known here; a bank's are judged when its endpoint is entered.
  public var resolve: @Sendable (EndpointHost) -> [NetworkAddress] = { _ in [] }
  /// The changes that others made meanwhile.
  public let news: RolloutNews

  public init(store: Store, author: String) throws {
    self.store = store
    self.author = author
    base = try store.revisionToBeginWith()
    latest = base
    intent = Intent(on: base.rollout)
    news = try RolloutNews(author: author, store: store)
  }

  /// The rollout that is to be committed: the intent on top of the running one.
  public var candidate: Rollout { intent.meant }

  /// Whether the candidate differs from the revision that was running when the session last looked.
  public var differs: Bool { candidate != latest.rollout }

  /// The revision in force now. The candidate follows it, with the said subjects on top. If somebody else has changed
  /// some of these since, the candidate still shows the said values and nothing else, and checking or committing
  /// reports the conflict.
  public func running() throws -> Revision {
    let running = try store.runningRevision()
    guard running.number != latest.number else { return running }
    intent.follow(running.rollout)
    latest = running
    if intent.clashes(with: running.rollout).isEmpty { base = running }
    return running
  }

  /// The revision that a request is shown by: the one in force; of a request that is to mend what keeps a revision from
  /// being judged, the one that the session began with.
  public func running(for request: ApprovalRequest) throws -> Revision {
    try request.regardless.isEmpty ? running() : latest
  }

  /// Applies an edit to the candidate and gives whether it changed anything; throws if the registry would contradict
  /// itself.
  public func edit(_ edit: RolloutEdit) throws -> Bool {
    try intent.edit(edit, on: try running().rollout, over: store.registry)
  }

  /// Drops the candidate.
  public func discard() throws {
    start(from: try store.runningRevision())
  }

  /// Makes the candidate the whole rollout of a revision, whatever was said before; takes no force until committed.
  public func rollback(to number: Int) throws {
    let revision = try history.revision(number)
    start(from: try store.runningRevision())
    intent.rollBack(to: revision.rollout, on: latest.rollout)
  }

  func start(from revision: Revision) {
    base = revision
    latest = revision
    intent = Intent(on: revision.rollout)
  }

  /// Begins a new candidate after the last one was committed. If the revision in force cannot be read now, the next
  /// command reports that.
  func startAfresh(after outcome: CommitOutcome? = nil) {
    var made = base
    if case .committed(let revision)? = outcome { made = revision }
    if case .unconfirmed(let revision, _)? = outcome { made = revision }
    start(from: (try? store.runningRevision()) ?? made)
  }
}

extension Store {
  /// The revision in force; of a database that is not to be trusted revision 0, which is always the same. Any change of
  /// such a database is refused, but it can be read and decided about.
  fileprivate func revisionToBeginWith() throws -> Revision {
    do { return try runningRevision() } catch let fault as StoreFault where fault.isAboutTrust {
      let now = clock.now
      return Revision(
        number: 0, rollout: .initial, author: Revision.systemAuthor, comment: "", committedAt: now, effectiveAt: now,
        hash: "")
    }
  }
}
