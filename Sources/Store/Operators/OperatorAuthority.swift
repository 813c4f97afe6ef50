import Domain

/// Authority is judged when a change takes force, not only when it was entered (rule 12).
extension Transaction {
  public func isApprover(_ name: String) throws -> Bool { try role(of: name) ?? .viewer >= .approver }

  /// The rules of a rollout where the operators there are lack more for them than for the running ones; nil where
  /// they do not. What is short already can be mended step by step.
  public func shortage(of rollout: Rollout, over running: Rollout) throws -> Quorum? {
    let operators = try operators()
    let after = rollout.quorum(of: operators, isSandbox: store.isSandbox)
    return after.missing > running.quorum(of: operators, isSandbox: store.isSandbox).missing ? after : nil
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
    try allReviews().filter { $0.signed == nil && $0.revision > 0 }.compactMap { try closure(of: $0) }
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

  /// What stands against a scheduled commit that is to take force now, with what tells more; nil where nothing does.
  func objection(
    to commit: ScheduledCommit, as rollout: Rollout, over running: Rollout
  ) throws -> (ScheduledCommit.DropReason, [JSONValue.Member])? {
    guard try role(of: commit.author) ?? .viewer >= .operator else {
      return (.authorNotPermitted, [.init("author", .string(commit.author))])
    }
    let covered = running.fourEyes(isSandbox: store.isSandbox).covered(running.changes(to: rollout))
    if !covered.isEmpty, try approvers(of: commit).count < running.approvals {
      return (.approvalRequired, [.init("paths", JSONValue(covered.map(\.path)))])
    }
    return try objection(to: rollout, over: running, reopening: reopening(of: commit))
  }

  /// What stands against any change that takes force by itself, whoever made it.
  func objection(
    to rollout: Rollout, over running: Rollout, reopening: [Int]
  ) throws -> (ScheduledCommit.DropReason, [JSONValue.Member])? {
    let reopened = try reopened(by: rollout, over: running).filter { !reopening.contains($0.review.number) }
    guard reopened.isEmpty else {
      return (.reviewOpen, [.init("reviews", .array(reopened.map { JSONValue($0.review.number) }))])
    }
    guard let shortage = try shortage(of: rollout, over: running) else { return nil }
    return (
      .rulesUnmeetable,
      [.init("approvals", JSONValue(shortage.approvals)), .init("approvers", JSONValue(shortage.approvers))]
    )
  }

  /// Whether somebody who overrode the preconditions of a scheduled commit may still do so: its author, or one of those who
  /// approved it.
  func mayOverride(_ commit: ScheduledCommit) throws -> Bool {
    if try isApprover(commit.author) { return true }
    return try !approvers(of: commit).isEmpty
  }

  // MARK: What a scheduled commit came from

  /// Of those who approved a scheduled commit those who may still approve.
  func approvers(of commit: ScheduledCommit) throws -> [String] {
    guard let request = try request(behind: commit), try isAsEntered(request) else { return [] }
    return try request.approvals.map(\.by).filter { try isApprover($0) }
  }

  /// The request that a scheduled commit came from, nil where its author made it alone. Before the chain held it, it is
  /// the one that was carried out and says the same.
  public func request(behind commit: ScheduledCommit) throws -> ApprovalRequest? {
    let entered = try auditTable.record("schedule", of: "scheduled \(commit.number)")
    switch entered?["request"] {
    case .integer(let number)?: return try request(Int(number))
    case .some: return nil
    case nil: return try allRequests().last { $0.saysTheSame(as: commit) }
    }
  }

  /// The request that a revision came from; nil where it came from none, or from before the chain held it.
  public func request(behindRevision number: Int) throws -> ApprovalRequest? {
    let detail = try auditTable.record("commit", of: "revision \(number)")
    if case .integer(let asked)? = detail?["request"] { return try request(Int(asked)) }
    guard case .integer(let commit)? = detail?["scheduled"] else { return nil }
    return try scheduled.commit(Int(commit)).flatMap { try request(behind: $0) }
  }

  private func reopening(of commit: ScheduledCommit) throws -> [Int] {
    try auditTable.record("schedule", of: "scheduled \(commit.number)")?["reopening"]?.numbers ?? []
  }
}

extension ApprovalRequest {
  fileprivate func saysTheSame(as commit: ScheduledCommit) -> Bool {
    state == .done && author == commit.author && comment == commit.comment
      && content["terms"]?["at"] == JSONValue(commit.effectiveAt)
  }
}
