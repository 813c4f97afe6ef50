import Store
import Text

extension OperatorSession {
  /// Recomputes the audit chain, the whole of it; with a head noted elsewhere, that has to stand in it.
  public func verifyAudit(
    expecting hash: String? = nil, progress: (_ done: Int, _ all: Int) throws -> Void = { _, _ in }
  ) throws -> AuditVerdict {
    try store.verifyAudit(expecting: hash, progress: progress)
  }

  public func auditHead() throws -> AuditHead {
    try store.readRegardless { try $0.auditHead() }
  }

  /// The records that fit, oldest first.
  public func auditRecords(_ filter: AuditFilter) throws -> [AuditRecord] {
    try store.readRegardless { try $0.auditRecords(filter) }
  }

  /// The last records, oldest of them first; all of them without a number.
  public func auditRecords(last count: Int?) throws -> [AuditRecord] {
    try auditRecords(AuditFilter(last: count))
  }

  /// Writes in the chain that somebody sat down at a console.
  public func signIn() throws {
    try store.write {
      try $0.audit(author: author, action: "sign-in", object: "console", detail: ["revision": JSONValue(base.number)])
    }
  }

  /// How much an operator has read about people lately, beside what is usual.
  public func readingVolume(of author: String) throws -> ReadingVolume {
    try store.read { try $0.readingVolume(of: author) }
  }
}
