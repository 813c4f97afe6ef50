import Domain
import Store

/// What others, or the rollout by itself, did since the session last looked: for the consoles that are connected.
extension OperatorSession {
  /// Audit records of what everybody at a console should know, oldest first; each is given once.
  public func takeNews() throws -> [AuditRecord] {
    try store.applyDue()
    return try store.read { transaction in
      let head = try transaction.auditHead().records
      guard head > newsSeen else { return [] }
      let records = try transaction.auditRecords(last: head - newsSeen)
      newsSeen = head
      return records.filter { Self.isNews($0) && ($0.author != author || $0.detail["scheduled"] != nil) }
    }
  }

  private static func isNews(_ record: AuditRecord) -> Bool {
    ["commit", "restore", "confirm", "hold", "emergency", "request", "approve", "reject", "operator"].contains(
      record.action)
      // A restoration tells of its revision itself.
      && !(record.action == "commit" && record.author == Revision.systemAuthor)
  }
}
