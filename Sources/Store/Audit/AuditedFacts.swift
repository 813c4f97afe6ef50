import Domain
import Foundation

/// Scheduled commits are compared with what the chain says of them.
extension Transaction {
  func problemOfScheduled(_ walk: AuditWalk) throws -> AuditProblem? {
    guard let commits = try? scheduled.all() else { return .scheduledAltered }
    let entered = walk.facts.filter { $0.action == "schedule" }
    guard entered.count == commits.count else { return .scheduledAltered }
    let records = Dictionary(grouping: entered, by: \.object)
    let applied = Set(walk.commits.compactMap(\.scheduled))
    let dropped = Set(walk.facts.filter { $0.action == "drop" }.map(\.object))
    let cancelled = Set(walk.facts.filter { $0.action == "cancel" }.map(\.object))
    for commit in commits {
      let object = "scheduled \(commit.number)"
      guard let record = records[object], record.count == 1,
        record[0].detail["content"] == .string(commit.contentHash),
        commit.isAsEnded(
          applied: applied.contains(Int64(commit.number)), dropped: dropped.contains(object),
          cancelled: cancelled.contains(object))
      else { return .scheduledAltered }
    }
    return nil
  }

  /// Whether a scheduled commit is what its author entered.
  func isAsEntered(_ commit: ScheduledCommit) throws -> Bool {
    guard let record = try auditTable.record("schedule", of: "scheduled \(commit.number)") else { return false }
    return record["content"] == .string(commit.contentHash)
  }
}

extension ScheduledCommit {
  fileprivate func isAsEnded(applied: Bool, dropped: Bool, cancelled: Bool) -> Bool {
    switch state {
    case .pending: !applied && !dropped && !cancelled
    case .cancelled: cancelled
    case .applied: applied
    case .dropped: dropped
    }
  }
}
