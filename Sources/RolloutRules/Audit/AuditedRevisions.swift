import Domain

/// Comparison of revisions with the chain.
extension AuditedRecords {
  /// The problem of revisions. Each one's hash follows from its content and its parent's hash, and stands in the chain;
  /// its noted changes are those that it made.
  func problemOfRevisions(_ commits: [AuditWalk.Commit]) throws -> AuditProblem? {
    var walk = RevisionWalk(commits: commits, noted: try notedChanges())
    try eachStoredRevision { walk.take($0) }
    if let problem = walk.problem { return problem }
    guard walk.count == commits.count else { return .revisionsMissing }
    guard try notedRunning() == walk.count - 1 else { return .runningAltered }
    guard try notedClosures() == walk.closures else { return .closuresAltered }
    return walk.noted.isEmpty ? nil : .originsAltered(walk.noted.keys.min() ?? 0)
  }
}

/// A walk through the revisions in the order of their numbers.
private struct RevisionWalk {
  let commits: [AuditWalk.Commit]
  /// The noted changes of the revisions not yet seen, by revision.
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

  mutating func take(_ stored: StoredRevision) {
    defer { count += 1 }
    guard problem == nil else { return }
    guard stored.stamp.number == count, count < commits.count else { return problem = .revisionsMissing }
    guard stored.hashFollows(last?.hash ?? ""), commits[count].hash == stored.hash,
      commits[count].restated == stored.restated,
      let rollout = stored.readRollout
    else { return problem = .revisionAltered(stored.stamp.number) }
    let subjects = last?.rollout.changes(to: rollout).map(\.subject) ?? []
    for case .bank(let bank) in subjects where rollout.state(of: bank) == .closed { closures[bank.text] = count }
    if noted.removeValue(forKey: count) ?? [] != subjects.map(\.path).sorted() { problem = .originsAltered(count) }
    last = (rollout, stored.hash)
  }
}
