import Domain
import Store

/// The scheduled and the unconfirmed commits.
public struct CommitSchedule: SchedulingWork {
  let author: String
  let store: Store
  let foretold: ForetoldClashes

  /// Every scheduled commit with its state, oldest first.
  public func scheduled() throws -> [ScheduledCommit] {
    try store.applyDue()
    return try store.read { try $0.scheduledCommits() }
  }

  /// Confirms the unconfirmed commits, or one of them, and gives them; the session has foretold the effect on the
  /// schedule. Overdue commits have been undone by then.
  public func confirm(_ revision: Int?) throws -> [UnconfirmedCommit] {
    try write { transaction in
      _ = try transaction.runningNumber()
      let waiting = try transaction.waitingCommits().filter { revision == nil || $0.revision == revision }
      guard !waiting.isEmpty else {
        throw revision.map { OperatorFault.notWaiting($0) } ?? OperatorFault.nothingToConfirm
      }
      try noting(in: transaction) { for commit in waiting { try transaction.confirm(commit, by: author) } }
      return waiting
    }
  }

  /// The commits that wait to be confirmed, by revision.
  public func waitingCommits() throws -> [UnconfirmedCommit] {
    try store.applyDue()
    return try store.read { try $0.waitingCommits() }
  }

  /// Every commit that had a timer, by revision.
  public func unconfirmedCommits() throws -> [UnconfirmedCommit] {
    try store.applyDue()
    return try store.read { try $0.unconfirmedCommits() }
  }

  /// Cancels a scheduled commit before its time; the steps that stand on it are dropped. If one of them was approved,
  /// cancelling needs as many approvals again.
  public func cancelCommit(_ number: Int) throws -> (cancelled: ScheduledCommit, dropped: [ScheduledCommit]) {
    try write { transaction in
      let commit = try pendingCommit(number, in: transaction)
      let covered = try ([commit] + transaction.pendingSteps(after: commit)).flatMap {
        try transaction.approvedChanges(of: $0)
      }
      guard covered.isEmpty else { throw OperatorFault.approvalRequired(covered.map(\.path)) }
      return try cancel(commit: number, by: author, in: transaction)
    }
  }

  /// The steps that would be dropped with a scheduled commit if it were cancelled; empty if it waits no more.
  public func steps(after number: Int) throws -> [ScheduledCommit] {
    try store.applyDue()
    return try store.read { transaction in
      let commit = try transaction.scheduledCommits().first { $0.number == number && $0.state == .pending }
      return try commit.map { try transaction.pendingSteps(after: $0) } ?? []
    }
  }

  func cancel(
    commit number: Int, by author: String, in transaction: Transaction
  ) throws -> (cancelled: ScheduledCommit, dropped: [ScheduledCommit]) {
    guard let done = try transaction.cancelScheduled(number, by: author) else {
      throw OperatorFault.notPending(number)
    }
    return done
  }

  func pendingCommit(_ number: Int, in transaction: Transaction) throws -> ScheduledCommit {
    try transaction.applyDue()
    guard let commit = try transaction.scheduledCommits().first(where: { $0.number == number }),
      commit.state == .pending
    else { throw OperatorFault.notPending(number) }
    return commit
  }
}

extension Transaction {
  /// Throws if an approved commit would be dropped: undoing an approved change is a change of its own (rule 12).
  func requireNoApproval(ofDropping commits: [ScheduledCommit]) throws {
    let approved = try commits.filter { try !approvedChanges(of: $0).isEmpty }
    guard !approved.isEmpty else { return }
    let paths = try approved.flatMap { try approvedChanges(of: $0) }.map(\.path)
    throw OperatorFault.dropsApproved(approved.map(\.number), paths: paths)
  }

  /// The changes of an approved scheduled commit that need approval now; empty if its author made it alone.
  func approvedChanges(of commit: ScheduledCommit) throws -> [RolloutChange] {
    guard try request(behind: commit) != nil else { return [] }
    let fourEyes = try lastAppliedRevision().rollout.fourEyes(isSandbox: store.isSandbox)
    return fourEyes.covered(try revision(commit.base).rollout.changes(to: commit.rollout))
  }
}
