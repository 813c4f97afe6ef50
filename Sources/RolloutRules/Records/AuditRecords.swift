import Domain
import Foundation
import Text

/// The audit chain (rule 8).
public protocol AuditRecords {
  /// Adds a record at the sealed end of the chain.
  func audit(author: String, action: String, object: String, detail: JSONValue) throws
  var chain: any ChainRecords { get }
  /// The seal that hashes and authenticates its records.
  var auditSeal: AuditSeal { get }
  /// The end of the chain, as sealed.
  func sealedHead() throws -> AuditHead
}

/// Reading of the chain.
public protocol ChainRecords {
  /// The end of the chain, as stored.
  func head() throws -> AuditHead
  /// Gives every record to `take` as stored, oldest first.
  func each(_ take: (ChainEntry) throws -> Void) throws
  /// The detail of the only record of an action on an object; nil if there is none or more than one.
  func record(_ action: String, of object: String) throws -> JSONValue?
  /// The detail of a record that has to exist: if an index does not find it, the whole chain is searched.
  func entry(_ action: String, of object: String) throws -> JSONValue?
}

/// A record of the chain, as stored.
public struct ChainEntry: Sendable, Equatable {
  public let sequence: Int64
  /// Milliseconds since 1970.
  public let at: Int64
  public let author: String
  public let action: String
  public let object: String
  /// The detail as canonical JSON, over which the hash was taken.
  public let detail: String
  public let hash: String
  /// The MAC; nil if it was not read.
  public let mac: Data?
  /// Whether every value is of its column's kind.
  public let isOfItsKinds: Bool

  public init(
    sequence: Int64, at: Int64, author: String, action: String, object: String, detail: String, hash: String,
    mac: Data?, isOfItsKinds: Bool = true
  ) {
    self.sequence = sequence
    self.at = at
    self.author = author
    self.action = action
    self.object = object
    self.detail = detail
    self.hash = hash
    self.mac = mac
    self.isOfItsKinds = isOfItsKinds
  }
}

/// The records that are compared with the chain when it is verified: as stored, whoever wrote them.
public protocol AuditedRecords: RolloutRecords {
  /// Reads every table anew that this transaction has not changed.
  func readAgain() throws
  /// Gives every stored revision to `take`, oldest first.
  func eachStoredRevision(_ take: (StoredRevision) -> Void) throws
  /// The subjects that each revision is noted to have changed, sorted.
  func notedChanges() throws -> [Int: [String]]
  /// The revision that is noted as running.
  func notedRunning() throws -> Int
  /// The revision that is noted as each bank's latest closing.
  func notedClosures() throws -> [String: Int]
  /// The endpoint and keys of a bank, by the records alone, and their seal; nil if there are none.
  func storedRegistration(of bank: BankCode) throws -> StoredRegistration?
  /// Every bank that has a record.
  func banksStored() throws -> [BankCode]
  /// The seals of the last registration of each bank.
  func notedRegistrations() throws -> [BankCode: Data?]
  /// The columns that follow from each certification, in the form of `Certification.summary`.
  func certificationSummaries() throws -> [Int: String]
  /// The maintenances by number; nil for one that cannot be read.
  func storedMaintenances() throws -> [AnnouncedMaintenance?]

  /// The problem of a part of the store itself; nil if nothing in it was altered.
  func problem(of part: StorePart, head: AuditHead) throws -> AuditProblem?
}

/// The parts of a store that are verified beside the records of the rollout.
public enum StorePart: Sendable, CaseIterable {
  /// Tables, indexes and the kinds of values.
  case layout
  /// Rows about people, queries and banks.
  case rows
  /// The seals at the end of the chain.
  case seals
  /// Tables that follow from other records.
  case derived
  /// The file itself.
  case storage
}

/// The endpoint and keys that a bank registered, and their seal.
public struct StoredRegistration: Sendable, Equatable {
  public let bank: RegisteredBank
  /// The seal; nil if it does not pass.
  public let seal: Data?

  public init(bank: RegisteredBank, seal: Data?) {
    self.bank = bank
    self.seal = seal
  }
}
