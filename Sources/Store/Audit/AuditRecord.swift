import Domain
import Text

/// One link of the chain over everything operators did (rule 8).
public struct AuditRecord: Sendable, Equatable {
  /// From 1, without gaps.
  public let sequence: Int
  public let at: Moment
  public let author: String
  /// A verb: `init`, `registry`, `reanchor`, `commit`, `schedule`, `drop`, `cancel`, `timer`, `hold`, `confirm`, `restore`,
  /// `operator`, `request`, `approve`, `break-glass`,
  /// `reject`, `emergency`, `sign`, `endpoint`, `key`, `rotate`, `bind`, `certify`, `maintenance`,
  /// `override`, `clock`, `read`, `sign-in`, `altered` (a row was found that this program did not write so).
  public let action: String
  public let object: String
  public let detail: JSONValue
  /// SHA-256, hexadecimal, over this record and the hash of the one before.
  public let hash: String

  init(sequence: Int, at: Moment, author: String, action: String, object: String, detail: JSONValue, hash: String) {
    self.sequence = sequence
    self.at = at
    self.author = author
    self.action = action
    self.object = object
    self.detail = detail
    self.hash = hash
  }
}

/// The end of the chain: how many records there are and the hash of the last.
public struct AuditHead: Sendable, Equatable {
  public let records: Int
  public let hash: String

  public init(records: Int, hash: String) {
    self.records = records
    self.hash = hash
  }
}

/// What checking the chain came to.
public struct AuditVerdict: Sendable, Equatable {
  public let records: Int
  public let head: String
  /// What is wrong, or nil when nothing was altered, removed, inserted or cut off.
  public internal(set) var problem: AuditProblem?
  /// Which record a head noted elsewhere is the hash of; nil where none was given, or it stands nowhere.
  public let expected: Int?
  /// When the head beside the secrets was set anew after a restoration, oldest first.
  public var reanchorings: [Reanchoring] = []

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
}

extension AuditRecord {
  /// The actions there are, for those who look for them.
  public static let actions = [
    "init", "registry", "reanchor", "commit", "schedule", "drop", "cancel", "timer", "hold", "confirm", "restore",
    "operator", "request", "approve", "reject", "emergency", "sign", "break-glass", "endpoint", "key", "rotate",
    "bind", "certify",
    "maintenance", "override", "clock", "read", "sign-in", "altered",
  ]
}
