import Crypto
import Domain
import Foundation
import Sealing

/// Revisions are compared with what the chain says of them.
extension Transaction {
  /// Each revision's hash follows from its content and its parent's hash, and stands in the chain; and what is noted as
  /// changed by it is what it changed.
  func problemOfRevisions(_ commits: [AuditWalk.Commit]) throws -> AuditProblem? {
    var walk = RevisionWalk(commits: commits, noted: try changes.all())
    try revisions.eachStored { walk.take($0) }
    if let problem = walk.problem { return problem }
    guard walk.count == commits.count else { return .revisionsMissing }
    guard try revisions.runningNumber() == walk.count - 1 else { return .runningAltered }
    return walk.noted.isEmpty ? nil : .originsAltered(walk.noted.keys.min() ?? 0)
  }
}

/// Goes through the revisions in the order of their numbers.
private struct RevisionWalk {
  let commits: [AuditWalk.Commit]
  /// What is noted as changed, of the revisions not yet seen.
  var noted: [Int: [String]]
  private(set) var count = 0
  private(set) var problem: AuditProblem?
  private var last: (rollout: Rollout, hash: String)?

  init(commits: [AuditWalk.Commit], noted: [Int: [String]]) {
    self.commits = commits
    self.noted = noted
  }

  mutating func take(_ stored: RevisionsTable.Stored) {
    defer { count += 1 }
    guard problem == nil else { return }
    guard stored.stamp.number == count, count < commits.count else { return problem = .revisionsMissing }
    guard stored.hashFollows(last?.hash ?? ""), commits[count].hash == stored.hash,
      commits[count].restated == stored.restated,
      let rollout = try? RevisionsTable.rollout(stored.rollout)
    else { return problem = .revisionAltered(stored.stamp.number) }
    let changed = last.map { $0.rollout.changes(to: rollout).map(\.path).sorted() } ?? []
    if noted.removeValue(forKey: count) ?? [] != changed { problem = .originsAltered(count) }
    last = (rollout, stored.hash)
  }
}

extension RevisionsTable {
  /// A revision whose rollout is still the text that is stored: canonical JSON, over which its hash was taken.
  struct Stored {
    let stamp: RevisionStamp
    let rollout: String
    let hash: String
    var restated = ""

    /// Whether the hash is that of this content on top of the parent's.
    func hashFollows(_ parentHash: String) -> Bool {
      let text = Revision.sealedText(
        number: stamp.number, rollout: rollout, author: stamp.author, comment: stamp.comment,
        committedAt: stamp.committedAt, effectiveAt: stamp.effectiveAt, parentHash: parentHash)
      return hash == Data(SHA256.hash(data: Data(text.utf8))).hexadecimal
    }
  }

  /// Oldest first.
  func eachStored(_ take: (Stored) -> Void) throws {
    try sql.query(
      "select number, author, comment, committed_at, effective_at, rollout, hash, restated from revisions order by number",
      []
    ) {
      let stamp = RevisionStamp(
        number: $0.int(0), author: $0.text(1), comment: $0.text(2), committedAt: Moment(milliseconds: $0.integer(3)),
        effectiveAt: Moment(milliseconds: $0.integer(4)))
      take(Stored(stamp: stamp, rollout: $0.text(5), hash: $0.text(6), restated: $0.text(7)))
    }
  }
}
