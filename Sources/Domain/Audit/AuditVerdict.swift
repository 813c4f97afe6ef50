/// What checking the chain came to.
public struct AuditVerdict: Sendable, Equatable {
  public let records: Int
  public let head: String
  /// What is wrong, or nil when nothing was altered, removed, inserted or cut off.
  public var problem: AuditProblem?
  /// Which record a head noted elsewhere is the hash of; nil where none was given, or it stands nowhere.
  public let expected: Int?
  /// When the head beside the secrets was set anew after a restoration, oldest first.
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

/// An operator's decision to go on with an older database, as the chain has it.
public struct Reanchoring: Sendable, Equatable {
  /// Which record says it.
  public let record: Int
  public let at: Moment
  public let author: String
  public let reason: String
  /// The head beside the secrets until then; nil where there was none that could be read.
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
  /// Nil for another record.
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
