import Domain
import Foundation

/// Scheduled commits are compared with what the chain says of them.
extension Transaction {
  func problemOfScheduled(_ stored: [AuditTable.Link]) throws -> AuditProblem? {
    let records = stored.map(\.record)
    guard let commits = try? scheduled.all() else { return .scheduledAltered }
    let entered = records.filter { $0.action == "schedule" }
    guard entered.count == commits.count else { return .scheduledAltered }
    for commit in commits {
      guard try isAsEntered(commit), isAsEnded(commit, records) else { return .scheduledAltered }
    }
    return nil
  }

  /// Whether a scheduled commit is what its author entered.
  func isAsEntered(_ commit: ScheduledCommit) throws -> Bool {
    let table = AuditTable(sql: sql)
    guard let record = try table.record("schedule", of: "scheduled \(commit.number)") else { return false }
    return record["content"] == .string(commit.contentHash)
  }

  private func isAsEnded(_ commit: ScheduledCommit, _ records: [AuditRecord]) -> Bool {
    let number = JSONValue(commit.number)
    let isApplied = records.contains { $0.action == "commit" && $0.detail["scheduled"] == number }
    let isDropped = records.contains { $0.action == "drop" && $0.object == "scheduled \(commit.number)" }
    let isCancelled = records.contains { $0.action == "cancel" && $0.object == "scheduled \(commit.number)" }
    return switch commit.state {
    case .pending: !isApplied && !isDropped && !isCancelled
    case .cancelled: isCancelled
    case .applied: isApplied
    case .dropped: isDropped
    }
  }
}
