import Domain
import Text

/// The authority of operators, judged when a change takes force and not only when it was entered (rule 12).
extension RolloutRecords {
  public func isApprover(_ name: String) throws -> Bool { try role(of: name) ?? .viewer >= .approver }

  /// The circumstances by which every change is judged that takes force by itself now.
  func circumstances() throws -> Circumstances {
    Circumstances(
      operators: try operators(), closures: try unreviewedClosures(), registry: registry,
      isSandbox: isSandbox)
  }

  /// The quorum of a rollout's rules, if the operators lack more for these than for the running ones; nil otherwise.
  public func shortage(of rollout: Rollout, over running: Rollout) throws -> Quorum? {
    rollout.shortage(of: try operators(), over: running, isSandbox: isSandbox)
  }

  /// The same for an operator's role that is to change (nil: removed): of the running rules, and of those that come
  /// back if a commit is not confirmed. Due changes have been applied, or are being applied.
  public func shortage(withRole role: OperatorRole?, of name: String) throws -> Quorum? {
    let before = try operators()
    var after = before.filter { $0.name != name }
    if let role { after.append(OperatorRecord(name: name, role: role, addedAt: now, addedBy: name)) }
    let returning = try waitingCommits().map { try revision($0.revision - 1).rollout }
    let rules = [try lastAppliedRevision().rollout] + returning
    return rules.lazy.compactMap { rollout -> Quorum? in
      let quorum = rollout.quorum(of: after, isSandbox: self.isSandbox)
      return quorum.missing > rollout.quorum(of: before, isSandbox: self.isSandbox).missing ? quorum : nil
    }.first
  }

  /// The subjects that a rollout would open again after unreviewed emergencies closed them, by review.
  public func reopened(by rollout: Rollout, over running: Rollout) throws -> [Reopening] {
    guard rollout != running else { return [] }
    return rollout.reopenings(of: try unreviewedClosures(), over: running)
  }

  /// The closings of emergencies that nobody has reviewed.
  func unreviewedClosures() throws -> [Closure] {
    try check(.reviews)
    return try allReviews().filter { $0.signed == nil && $0.revision > 0 }.compactMap { try closure(of: $0) }
  }

  /// The closing of a review's emergency. Nil if the emergency made no revision: an operator was added or removed by
  /// broken glass, and the revision of the review was only running then.
  private func closure(of review: EmergencyReview) throws -> Closure? {
    if let glass = try brokenGlass(leaving: review.number) {
      try check(.requests)
      guard try request(glass.request)?.content["change"] == "commit" else { return nil }
    }
    let made = try revision(review.revision)
    return Closure(
      review: review, before: try revision(review.revision - 1).rollout, made: made.rollout, restated: made.restated)
  }

  // MARK: Origins of scheduled commits

  /// The warrant of a scheduled commit, by the chain.
  func warrant(of commit: ScheduledCommit) throws -> Warrant {
    let request = try request(behind: commit)
    let isApproved = try request.map { try isAsEntered($0) } ?? false
    return Warrant(
      author: commit.author, approvers: isApproved ? request?.approvals.map(\.by) ?? [] : [],
      reopening: try reopening(of: commit), override: try override(of: commit))
  }

  /// The request that a scheduled commit came from; nil if its author made it alone. Records of before name no request:
  /// then it is the one that was carried out and has the same content.
  public func request(behind commit: ScheduledCommit) throws -> ApprovalRequest? {
    let entered = try chain.entry("schedule", of: "scheduled \(commit.number)")
    switch entered?["request"] {
    case .integer(let number)?: return try request(Int(number))
    case .some: return nil
    case nil: return try allRequests().last { $0.saysTheSame(as: commit) }
    }
  }

  /// The request that a revision came from; nil if there is none, or the chain did not name it yet.
  public func request(behindRevision number: Int) throws -> ApprovalRequest? {
    let detail = try chain.entry("commit", of: "revision \(number)")
    if case .integer(let asked)? = detail?["request"] { return try request(Int(asked)) }
    guard case .integer(let commit)? = detail?["scheduled"] else { return nil }
    return try scheduled.commit(Int(commit)).flatMap { try request(behind: $0) }
  }

  private func reopening(of commit: ScheduledCommit) throws -> [Int] {
    try chain.entry("schedule", of: "scheduled \(commit.number)")?["reopening"]?.numbers ?? []
  }
}

extension ApprovalRequest {
  fileprivate func saysTheSame(as commit: ScheduledCommit) -> Bool {
    state == .done && author == commit.author && comment == commit.comment
      && content["terms"]?["at"] == JSONValue(commit.effectiveAt)
  }
}
