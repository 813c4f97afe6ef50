import Domain
import Store
import Text

/// The audit chain, for whoever verifies it, reads in it or signs in.
public struct AuditTrail {
  let author: String
  let store: Store

  /// Recomputes the audit chain, the whole of it; with a head noted elsewhere, that has to stand in it.
  public func verify(
    expecting hash: String? = nil, progress: (_ done: Int, _ all: Int) throws -> Void = { _, _ in }
  ) throws -> AuditVerdict {
    try store.verifyAudit(expecting: hash, progress: progress)
  }

  public func head() throws -> AuditHead {
    try store.readRegardless { try $0.auditHead() }
  }

  /// The records that fit, oldest first.
  public func records(_ filter: AuditFilter) throws -> [AuditRecord] {
    try store.readRegardless { try $0.auditRecords(filter) }
  }

  /// The last records, oldest of them first; all of them without a number.
  public func records(last count: Int?) throws -> [AuditRecord] {
    try records(AuditFilter(last: count))
  }

  /// Writes in the chain that somebody sat down at a console, and the revision that ran then.
  public func signIn(at revision: Int) throws {
    try store.write {
      try $0.audit(author: author, action: "sign-in", object: "console", detail: ["revision": JSONValue(revision)])
    }
  }

  /// How much an operator has read about people lately, beside what is usual.
  public func readingVolume(of author: String) throws -> ReadingVolume {
    try store.read { try $0.readingVolume(of: author) }
  }
}
