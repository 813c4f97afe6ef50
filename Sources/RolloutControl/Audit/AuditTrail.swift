import Domain
import Store
import Text

/// The audit chain, for operators who verify it, read in it or sign in.
public struct AuditTrail {
  let author: String
  let store: Store

  /// Verifies the whole audit chain; a head noted elsewhere has to be the hash of one of its records.
  public func verify(
    expecting hash: String? = nil, progress: (_ done: Int, _ all: Int) throws -> Void = { _, _ in }
  ) throws -> AuditVerdict {
    try store.verifyAudit(expecting: hash, progress: progress)
  }

  public func head() throws -> AuditHead {
    try store.readRegardless { try $0.auditHead() }
  }

  /// The records that match the filter, oldest first.
  public func records(_ filter: AuditFilter) throws -> [AuditRecord] {
    try store.readRegardless { try $0.auditRecords(filter) }
  }

  /// The last `count` records, oldest first; all records if `count` is nil.
  public func records(last count: Int?) throws -> [AuditRecord] {
    try records(AuditFilter(last: count))
  }

  /// The records of what the operator has done under a call, oldest first; empty if nothing was.
  public func records(ofCall name: String) throws -> [AuditRecord] {
    try store.read { try $0.auditRecords(ofCall: name, by: author) }
  }

  /// Does the operator's work under the name of a call.
  public func perform<Value>(_ call: String, _ work: () throws -> Value) rethrows -> Value {
    try AuditedCall.perform(call, by: author, work)
  }

  /// Adds a record that an operator has opened a console, with the revision running then.
  public func signIn(at revision: Int) throws {
    try store.write(protecting: [.audit]) {
      try $0.audit(author: author, action: "sign-in", object: "console", detail: ["revision": JSONValue(revision)])
    }
  }

  /// The number of an operator's reads about people, beside the usual number.
  public func readingVolume(of author: String) throws -> ReadingVolume {
    try store.read { try $0.readingVolume(of: author) }
  }
}
