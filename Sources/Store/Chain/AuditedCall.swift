import Domain
import Text

/// The call for which an operator's work is done: its name stands in the audit records of that work, so that a console
/// that asks again, because the answer never came, is told what was done already.
public struct AuditedCall: Sendable {
  let author: String
  let name: String

  @TaskLocal static var current: AuditedCall?

  /// Does the work of an operator under the name of a call.
  public static func perform<Value>(_ name: String, by author: String, _ work: () throws -> Value) rethrows -> Value {
    try $current.withValue(AuditedCall(author: author, name: name), operation: work)
  }

  /// The detail of a record, with the call if it is its author's.
  static func naming(_ detail: JSONValue, of author: String) -> JSONValue {
    guard let current, current.author == author, case .object = detail else { return detail }
    return detail.setting(key, .string(current.name))
  }

  fileprivate static let key = "call"
  /// How long a call can be asked for again, in milliseconds.
  fileprivate static let remembered: Int64 = 24 * 3_600_000
}

extension Transaction {
  /// The records of what an author has done under a call, oldest first.
  public func auditRecords(ofCall name: String, by author: String) throws -> [AuditRecord] {
    let since = Moment(milliseconds: now.milliseconds - AuditedCall.remembered)
    return try auditRecords(AuditFilter(from: since, author: author)).filter {
      $0.detail[AuditedCall.key] == .string(name)
    }
  }
}
