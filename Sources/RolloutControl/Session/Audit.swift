import Domain
import Store

extension OperatorSession {
  /// Recomputes the audit chain; reads the whole of it.
  public func verifyAudit() throws -> AuditVerdict {
    try store.read { try $0.verifyAudit() }
  }

  public func auditHead() throws -> AuditHead {
    try store.read { try $0.auditHead() }
  }

  /// The last records, oldest of them first; all of them without a number.
  public func auditRecords(last count: Int?) throws -> [AuditRecord] {
    try store.read { try $0.auditRecords(last: count) }
  }
}
