/// The verdict on the audit chain after it was verified.
public struct AuditVerdict: Sendable, Equatable {
  public let records: Int
  public let head: String
  /// The problem that was found; nil if nothing was altered, removed, inserted or cut off.
  public var problem: AuditProblem?
  /// The record whose hash is the head noted elsewhere; nil if no head was given, or no record has this hash.
  public let expected: Int?
  /// The decisions to go on with an older database after a restoration, oldest first.
  public let reanchorings: [Reanchoring]

  public init(
    records: Int, head: String, problem: AuditProblem?, expected: Int?, reanchorings: [Reanchoring] = []
  ) {
    self.records = records
    self.head = head
    self.problem = problem
    self.expected = expected
    self.reanchorings = reanchorings
  }

  public var isIntact: Bool { problem == nil }
}

/// An operator's decision to go on with an older database, as the chain records it.
public struct Reanchoring: Sendable, Equatable {
  /// The number of the record.
  public let record: Int
  public let at: Moment
  public let author: String
  public let reason: String
  /// The head beside the secrets until then; nil if no head could be read.
  public let before: AuditHead?

  public init(record: Int, at: Moment, author: String, reason: String, before: AuditHead?) {
    self.record = record
    self.at = at
    self.author = author
    self.reason = reason
    self.before = before
  }
}

extension Reanchoring {
  /// Nil if the record is of another action.
  public init?(_ record: AuditRecord) {
    guard record.action == "reanchor", case .string(let reason)? = record.detail["reason"] else { return nil }
    var before: AuditHead?
    if case .integer(let records)? = record.detail["before"]?["records"],
      case .string(let hash)? = record.detail["before"]?["head"]
    {
      before = AuditHead(records: Int(records), hash: hash)
    }
    self.init(record: record.sequence, at: record.at, author: record.author, reason: reason, before: before)
  }
}
