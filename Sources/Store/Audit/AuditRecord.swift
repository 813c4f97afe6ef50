import Crypto
import Domain
import Foundation
import Sealing

/// One link of the chain over everything operators did (rule 8).
public struct AuditRecord: Sendable, Equatable {
  /// From 1, without gaps.
  public let sequence: Int
  public let at: Moment
  public let author: String
  /// A verb: `init`, `commit`, `schedule`, `drop`, `cancel`, `timer`, `confirm`, `restore`, `operator`, `request`, `approve`,
  /// `reject`, `emergency`, `sign`, `endpoint`, `key`, `rotate`, `certify`, `maintenance`,
  /// `override`.
  public let action: String
  public let object: String
  public let detail: JSONValue
  /// SHA-256, hexadecimal, over this record and the hash of the one before.
  public let hash: String

  init(sequence: Int, at: Moment, author: String, action: String, object: String, detail: JSONValue, previous: String) {
    self.sequence = sequence
    self.at = at
    self.author = author
    self.action = action
    self.object = object
    self.detail = detail
    let text = JSONValue.object([
      .init("previous", .string(previous)), .init("sequence", JSONValue(sequence)),
      .init("at", .integer(at.milliseconds)), .init("author", .string(author)), .init("action", .string(action)),
      .init("object", .string(object)), .init("detail", detail),
    ]).compact
    hash = Data(SHA256.hash(data: Data(text.utf8))).hexadecimal
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
  public let problem: Bilingual?

  public var isIntact: Bool { problem == nil }
}
