import Domain
import Foundation
import Text

/// The audit chain (rule 8).
public protocol AuditRecords {
  /// Adds a record to the chain, where it ends as it was sealed.
  func audit(author: String, action: String, object: String, detail: JSONValue) throws
  var chain: any ChainRecords { get }
  /// Hashes and authenticates its records.
  var auditSeal: AuditSeal { get }
  /// The end of the chain as it was sealed.
  func sealedHead() throws -> AuditHead
}

/// Reading the chain.
public protocol ChainRecords {
  /// Its end, as it is stored.
  func head() throws -> AuditHead
  /// Oldest first, as they are stored.
  func each(_ take: (ChainEntry) throws -> Void) throws
  /// The detail of the only record of an action on an object; nil where there is none or more than one.
  func record(_ action: String, of object: String) throws -> JSONValue?
  /// The same of one that has to be there: where an index does not know it, it is looked for without.
  func entry(_ action: String, of object: String) throws -> JSONValue?
}

/// A record of the chain as it is stored.
public struct ChainEntry: Sendable, Equatable {
  public let sequence: Int64
  /// Milliseconds since 1970.
  public let at: Int64
  public let author: String
  public let action: String
  public let object: String
  /// Canonical JSON, over which the hash was taken.
  public let detail: String
  public let hash: String
  /// Nil where it was not read.
  public let mac: Data?
  /// False where a value is of another kind than its column.
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

/// What is compared with the chain when it is verified: as it is stored, whoever wrote it.
public protocol AuditedRecords: RolloutRecords {
  /// Reads everything anew that this transaction has not changed.
  func readAgain() throws
  /// Oldest first.
  func eachStoredRevision(_ take: (StoredRevision) -> Void) throws
  /// Which subjects are noted as changed by each revision, sorted.
  func notedChanges() throws -> [Int: [String]]
  /// Which revision is noted as running.
  func notedRunning() throws -> Int
  /// The revision that is noted as each bank's latest closing.
  func notedClosures() throws -> [String: Int]
  /// What a bank registered, by the records alone, and the seal over it; nil where there is nothing.
  func storedRegistration(of bank: BankCode) throws -> StoredRegistration?
  /// Every bank of which there is a record.
  func banksStored() throws -> [BankCode]
  /// The seals of what each bank registered last.
  func notedRegistrations() throws -> [BankCode: Data?]
  /// What stands beside each certification and follows from it, as `Certification.summary` says it.
  func certificationSummaries() throws -> [Int: String]
  /// By number; nil for one that cannot be read.
  func storedMaintenances() throws -> [AnnouncedMaintenance?]

  /// Whether something of the store itself was altered: how it is laid out, its rows, the seals, what is counted.
  func problem(of part: StorePart, head: AuditHead) throws -> AuditProblem?
}

/// What of a store is verified beside the records of the rollout.
public enum StorePart: Sendable, CaseIterable {
  /// Tables, indexes and the kinds of values.
  case layout
  /// Rows about people, queries and banks.
  case rows
  /// What is sealed at the end of the chain.
  case seals
  /// What follows from other records.
  case derived
  /// The file itself.
  case storage
}

/// What a bank registered, and the seal over it.
public struct StoredRegistration: Sendable, Equatable {
  public let bank: RegisteredBank
  /// Nil where it does not fit.
  public let seal: Data?

  public init(bank: RegisteredBank, seal: Data?) {
    self.bank = bank
    self.seal = seal
  }
}
