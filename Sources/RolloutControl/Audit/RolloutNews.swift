import Domain
import Store

/// The changes by others, or of the rollout by itself, since the session last looked: for connected consoles.
public final class RolloutNews {
  private let author: String
  private let store: Store
  /// The number of audit records when the session last looked.
  private var seen: Int
  /// The scheduled commits, by their objects in the chain, whose drop was told in this session.
  private var toldDropped: Set<String> = []

  init(author: String, store: Store) throws {
    self.author = author
    self.store = store
    seen = try store.readRegardless { try $0.auditHead().records }
  }

  /// The audit records that everybody at a console should know of, oldest first; each is given once.
  public func takeNews() throws -> [AuditRecord] {
    try store.applyDue()
    return try store.read { transaction in
      let head = try transaction.auditHead().records
      guard head > seen else { return [] }
      let records = try transaction.auditRecords(last: head - seen)
      seen = head
      return records.filter { Self.isNews($0) && isNewHere($0) }
    }
  }

  /// The scheduled commits that were dropped, and of which this author, or nobody, has been told; they count as told
  /// now.
  public func takeDropped() throws -> [ScheduledCommit] {
    try store.applyDue()
    let dropped = try store.read { try $0.scheduledCommits() }.filter { commit in
      commit.state == .dropped(told: .nobody) || commit.state == .dropped(told: .another) && commit.author == author
    }
    guard !dropped.isEmpty else { return [] }
    toldDropped.formUnion(dropped.map { "scheduled \($0.number)" })
    try store.write(protecting: .rollout) { transaction in
      for commit in dropped { try transaction.markTold(commit.number, isAuthor: commit.author == author) }
    }
    return dropped
  }

  private static func isNews(_ record: AuditRecord) -> Bool {
    [
      "commit", "restore", "confirm", "hold", "emergency", "request", "approve", "reject", "operator", "cancel", "drop",
      "sign", "break-glass",
    ].contains(record.action)
      // The record of a restoration names its revision itself.
      && !(record.action == "commit" && record.author == Revision.systemAuthor)
  }

  /// Whether a record is news here. Records of the operator's own deeds are none, unless they are of changes that took
  /// force by themselves; drops of scheduled commits may have been given by `takeDropped`.
  private func isNewHere(_ record: AuditRecord) -> Bool {
    if record.action == "drop" { return !toldDropped.contains(record.object) }
    return record.author != author || record.detail["scheduled"] != nil || record.detail["brokenGlass"] != nil
  }
}

/// The news with which a console tells its operator of the time before.
extension RolloutNews {
  /// The audit records about this operator's requests, commits, approvals and emergencies, made since the operator's
  /// last deed, oldest first.
  public func missedNews() throws -> [AuditRecord] {
    try store.applyDue()
    return try store.read { transaction in
      let last = try transaction.lastDeed(of: author, upTo: seen)
      return try transaction.auditRecords(
        of: ["approve", "reject", "cancel", "drop", "restore", "commit"], after: last, upTo: seen
      ).filter { try concerns($0, in: transaction) }
    }
  }

  private func concerns(_ record: AuditRecord, in transaction: Transaction) throws -> Bool {
    let parts = record.object.split(separator: " ")
    guard parts.count == 2, let number = Int(parts[1]) else { return false }
    switch (record.action, parts[0]) {
    case ("approve", "request"): return try transaction.request(number)?.author == author
    case ("reject", "request"):
      return try record.author != author && transaction.request(number).map(isParty) ?? false
    case ("drop", "request"): return try transaction.request(number).map(isParty) ?? false || record.author == author
    case ("drop", "scheduled"), ("cancel", "scheduled"):
      guard let commit = try transaction.scheduledCommits().first(where: { $0.number == number }) else { return false }
      // Authors are told of drops until they have seen them.
      if commit.author == author { return record.action == "cancel" && record.author != author }
      return try transaction.request(behind: commit).map(isParty) ?? false
    case ("restore", "revision"):
      if try transaction.knownRevision(number)?.author == author { return true }
      return try transaction.request(behindRevision: number).map(isParty) ?? false
    case ("commit", "revision"):
      let reopened = record.detail["reopening"]?.numbers ?? []
      return try record.author != author
        && reopened.contains { try transaction.review($0)?.author == author }
    default: return false
    }
  }

  private func isParty(to request: ApprovalRequest) -> Bool {
    request.author == author || request.approvals.contains { $0.by == author }
  }
}
