import Domain
import Text

/// Authority is judged when a change takes force, not only when it was entered (rule 12).
extension Transaction {
  public func isApprover(_ name: String) throws -> Bool { try role(of: name) ?? .viewer >= .approver }

  /// By what everything is judged that takes force by itself, as things stand.
  func circumstances() throws -> Circumstances {
    Circumstances(
      operators: try operators(), closures: try unreviewedClosures(), registry: store.registry,
      isSandbox: store.isSandbox)
  }

  /// The rules of a rollout where the operators there are lack more for them than for the running ones.
  public func shortage(of rollout: Rollout, over running: Rollout) throws -> Quorum? {
    rollout.shortage(of: try operators(), over: running, isSandbox: store.isSandbox)
  }

  /// The same for somebody's role that is to change (nil: removed): of the running rules, and of those that come back
  /// where a commit is not confirmed. What is due has been applied, or is being applied.
  public func shortage(withRole role: OperatorRole?, of name: String) throws -> Quorum? {
    let before = try operators()
    var after = before.filter { $0.name != name }
    if let role { after.append(OperatorRecord(name: name, role: role, addedAt: now, addedBy: name)) }
    let returning = try waitingCommits().map { try revision($0.revision - 1).rollout }
    let rules = [try lastAppliedRevision().rollout] + returning
    return rules.lazy.compactMap { rollout -> Quorum? in
      let quorum = rollout.quorum(of: after, isSandbox: self.store.isSandbox)
      return quorum.missing > rollout.quorum(of: before, isSandbox: self.store.isSandbox).missing ? quorum : nil
    }.first
  }

  /// What a rollout would open again of what emergencies closed that nobody has reviewed, by review.
  public func reopened(by rollout: Rollout, over running: Rollout) throws -> [Reopening] {
    guard rollout != running else { return [] }
    return rollout.reopenings(of: try unreviewedClosures(), over: running)
  }

  /// What emergencies closed that nobody has reviewed.
  func unreviewedClosures() throws -> [Closure] {
    try check(.reviews)
    return try allReviews().filter { $0.signed == nil && $0.revision > 0 }.compactMap { try closure(of: $0) }
  }

  /// Nil of a review of something that made no revision: an operator who was added or removed by broken glass. The
  /// revision that it names was only running then.
  private func closure(of review: EmergencyReview) throws -> Closure? {
    if let glass = try brokenGlass(leaving: review.number) {
      try check(.requests)
      guard try request(glass.request)?.content["change"] == "commit" else { return nil }
    }
    let made = try revision(review.revision)
    return Closure(
      review: review, before: try revision(review.revision - 1).rollout, made: made.rollout, restated: made.restated)
  }

  // MARK: What a scheduled commit came from

  /// What a scheduled commit rests on, by the chain.
  func warrant(of commit: ScheduledCommit) throws -> Warrant {
    let request = try request(behind: commit)
    let isApproved = try request.map { try isAsEntered($0) } ?? false
    return Warrant(
      author: commit.author, approvers: isApproved ? request?.approvals.map(\.by) ?? [] : [],
      reopening: try reopening(of: commit), override: try override(of: commit))
  }

  /// The request that a scheduled commit came from, nil where its author made it alone. Before the chain held it, it is
  /// the one that was carried out and says the same.
  public func request(behind commit: ScheduledCommit) throws -> ApprovalRequest? {
    let entered = try auditTable.entry("schedule", of: "scheduled \(commit.number)")
    switch entered?["request"] {
    case .integer(let number)?: return try request(Int(number))
    case .some: return nil
    case nil: return try allRequests().last { $0.saysTheSame(as: commit) }
    }
  }

  /// The request that a revision came from; nil where it came from none, or from before the chain held it.
  public func request(behindRevision number: Int) throws -> ApprovalRequest? {
    let detail = try auditTable.entry("commit", of: "revision \(number)")
    if case .integer(let asked)? = detail?["request"] { return try request(Int(asked)) }
    guard case .integer(let commit)? = detail?["scheduled"] else { return nil }
    return try scheduled.commit(Int(commit)).flatMap { try request(behind: $0) }
  }

  private func reopening(of commit: ScheduledCommit) throws -> [Int] {
    try auditTable.entry("schedule", of: "scheduled \(commit.number)")?["reopening"]?.numbers ?? []
  }
}

extension ApprovalRequest {
  fileprivate func saysTheSame(as commit: ScheduledCommit) -> Bool {
    state == .done && author == commit.author && comment == commit.comment
      && content["terms"]?["at"] == JSONValue(commit.effectiveAt)
  }
}
