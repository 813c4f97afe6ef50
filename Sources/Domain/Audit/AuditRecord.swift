import Text

/// One link of the chain over everything operators did (rule 8).
public struct AuditRecord: Sendable, Equatable {
  /// The number of the record: from 1, without gaps.
  public let sequence: Int
  public let at: Moment
  public let author: String
  /// The action, a verb: `init`, `registry`, `reanchor`, `commit`, `schedule`, `drop`, `cancel`, `timer`, `hold`,
  /// `confirm`, `restore`, `operator`, `request`, `approve`, `break-glass`, `reject`, `emergency`, `sign`, `endpoint`,
  /// `key`, `rotate`, `bind`, `certify`, `maintenance`, `override`, `clock`, `read`, `sign-in`, `altered` (a row was
  /// found that this program did not write so).
  public let action: String
  public let object: String
  public let detail: JSONValue
  /// SHA-256, hexadecimal, over this record and the hash of the one before.
  public let hash: String

  public init(
    sequence: Int, at: Moment, author: String, action: String, object: String, detail: JSONValue, hash: String
  ) {
    self.sequence = sequence
    self.at = at
    self.author = author
    self.action = action
    self.object = object
    self.detail = detail
    self.hash = hash
  }
}

/// The end of the chain: the number of records and the hash of the last.
public struct AuditHead: Sendable, Equatable {
  public let records: Int
  public let hash: String

  public init(records: Int, hash: String) {
    self.records = records
    self.hash = hash
  }
}

extension AuditRecord {
  /// Every action, for searches.
  public static let actions = [
    "init", "registry", "reanchor", "commit", "schedule", "drop", "cancel", "timer", "hold", "confirm", "restore",
    "operator", "request", "approve", "reject", "emergency", "sign", "break-glass", "endpoint", "key", "rotate",
    "bind", "certify",
    "maintenance", "override", "clock", "read", "sign-in", "altered",
  ]
}
