import Domain
import Store

/// One console or script: a candidate, made from the running revision, and what becomes of it.
public final class OperatorSession: SchedulingWork {
  public let author: String
  public let store: Store
  /// The revision the candidate was made from: the last one with which nothing of it clashed.
  public internal(set) var base: Revision
  /// What the operator has said so far.
  public internal(set) var intent: Intent
  /// The revision that was running when it last looked: what the candidate stands on, clashes or not.
  public internal(set) var latest: Revision
  /// What was foretold of the things done here.
  let foretold = ForetoldClashes()
  /// The addresses of a host, as far as they can be told here; a bank's are judged when its address is entered.
  public var resolve: @Sendable (EndpointHost) -> [NetworkAddress] = { _ in [] }
  /// What others did meanwhile.
  public let news: RolloutNews

  public init(store: Store, author: String) throws {
    self.store = store
    self.author = author
    base = try store.revisionToBeginWith()
    latest = base
    intent = Intent(on: base.rollout)
    news = try RolloutNews(author: author, store: store)
  }

  /// What is to be committed: what was said, on top of what is running.
  public var candidate: Rollout { intent.meant }

  /// Whether the candidate differs from what was running when it last looked.
  public var differs: Bool { candidate != latest.rollout }

  /// The revision in force now. The candidate follows it with what was said on top. Where somebody else has made some of
  /// that otherwise since, it still shows what was said and nothing else, and checking or committing it says so.
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

  /// Applies an edit to the candidate and says whether it changed anything; refused where the registry would contradict
  /// itself.
  public func edit(_ edit: RolloutEdit) throws -> Bool {
    try intent.edit(edit, on: try running().rollout, over: store.registry)
  }

  /// Drops the candidate.
  public func discard() throws {
    start(from: try store.runningRevision())
  }

  /// Makes the candidate all that a revision was, whatever was said before; nothing is in force until it is committed.
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

  /// The candidate has become something else, which stands whatever comes now: where the revision in force cannot be
  /// read, the next command says why.
  func startAfresh(after outcome: CommitOutcome? = nil) {
    var made = base
    if case .committed(let revision)? = outcome { made = revision }
    if case .unconfirmed(let revision, _)? = outcome { made = revision }
    start(from: (try? store.runningRevision()) ?? made)
  }
}

extension Store {
  /// The revision in force; of a database that is not to be trusted revision 0 as it always is. Whatever is done by it is
  /// refused, and it can be looked at and decided about.
  fileprivate func revisionToBeginWith() throws -> Revision {
    do { return try runningRevision() } catch let fault as StoreFault where fault.isAboutTrust {
      let now = clock.now
      return Revision(
        number: 0, rollout: .initial, author: Revision.systemAuthor, comment: "", committedAt: now, effectiveAt: now,
        hash: "")
    }
  }
}
