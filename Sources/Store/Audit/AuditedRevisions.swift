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
    guard try RunningTable(transaction: self).number() == walk.count - 1 else { return .runningAltered }
    guard try ClosuresTable(transaction: self).all() == walk.closures else { return .closuresAltered }
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
  /// The latest revision that closed each bank.
  private(set) var closures: [String: Int] = [:]
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
    let subjects = last?.rollout.changes(to: rollout).map(\.subject) ?? []
    for case .bank(let bank) in subjects where rollout.state(of: bank) == .closed { closures[bank.text] = count }
    if noted.removeValue(forKey: count) ?? [] != subjects.map(\.path).sorted() { problem = .originsAltered(count) }
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

    func revision() throws -> Revision {
      Revision(
        number: stamp.number, rollout: try RevisionsTable.rollout(rollout), author: stamp.author,
        comment: stamp.comment, committedAt: stamp.committedAt, effectiveAt: stamp.effectiveAt, hash: hash,
        restated: try RevisionsTable.scope(restated))
    }

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
    try sql.query("select \(Self.columns) from revisions order by number", []) { take(Self.readStored($0)) }
  }
}
