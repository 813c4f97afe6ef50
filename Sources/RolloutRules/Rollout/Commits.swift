import Crypto
import Domain
import Foundation
import Sealing
import Text

/// Commits: every change of the rollout is a revision with author, comment, time and hash, and a record in the chain
/// (rule 8).
extension RolloutRecords {
  /// Makes a rollout the running revision. `detail` are the other members of its record in the chain.
  ///
  /// `restating` is the scope beyond its changes, as far as an unconfirmed commit holds it.
  public func append(
    _ rollout: Rollout, author: String, comment: String, committedAt: Moment, effectiveAt: Moment,
    scheduled: Int? = nil, restating restated: Scope = .none, detail: [JSONValue.Member] = []
  ) throws -> Revision {
    let parent = try lastAppliedRevision()
    let stamp = RevisionStamp(
      number: parent.number + 1, author: author, comment: comment, committedAt: committedAt, effectiveAt: effectiveAt)
    let revision = Revision(stamp, rollout, onTopOf: parent.hash, restated: restated)
    let subjects = parent.rollout.changes(to: rollout).map(\.subject)
    let closed = subjects.compactMap { subject -> BankCode? in
      if case .bank(let bank) = subject, rollout.state(of: bank) == .closed { bank } else { nil }
    }
    try run(revision, changing: subjects, closing: closed)
    try auditCommit(of: revision, scheduled: scheduled, detail)
    return revision
  }

  /// Makes revision 0 of a new database: nothing is open but the service.
  public func appendFirst(author: String) throws {
    let stamp = RevisionStamp(number: 0, author: author, comment: "", committedAt: now, effectiveAt: now)
    let revision = Revision(stamp, .initial, onTopOf: "", restated: .none)
    try run(revision, changing: [], closing: [])
    try auditCommit(of: revision, scheduled: nil, [])
  }

  private func auditCommit(of revision: Revision, scheduled: Int?, _ detail: [JSONValue.Member]) throws {
    let restated = revision.restated
    try audit(
      author: revision.author, action: "commit", object: "revision \(revision.number)",
      detail: .object(
        [
          .init("hash", .string(revision.hash)), .init("comment", .string(revision.comment)),
          .init("effectiveAt", JSONValue(revision.effectiveAt)),
        ] + (scheduled.map { [.init("scheduled", JSONValue($0))] } ?? [])
          + (restated.isEmpty ? [] : [.init("restated", .string(restated.text))]) + detail))
  }

  /// The revisions that a revision confirmed when it was committed, by the chain.
  public func confirmed(by revision: Int) throws -> [Int] {
    try chain.record("commit", of: "revision \(revision)")?["confirms"]?.numbers ?? []
  }
}

extension Revision {
  /// A revision with its hash, taken over its content and its parent's hash.
  fileprivate init(_ stamp: RevisionStamp, _ rollout: Rollout, onTopOf parentHash: String, restated: Scope) {
    let text = Revision.sealedText(
      number: stamp.number, rollout: rollout, author: stamp.author, comment: stamp.comment,
      committedAt: stamp.committedAt, effectiveAt: stamp.effectiveAt, parentHash: parentHash)
    self.init(
      number: stamp.number, rollout: rollout, author: stamp.author, comment: stamp.comment,
      committedAt: stamp.committedAt, effectiveAt: stamp.effectiveAt,
      hash: Data(SHA256.hash(data: Data(text.utf8))).hexadecimal, restated: restated)
  }
}
