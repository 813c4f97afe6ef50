import Domain
import Foundation
import RolloutRules

/// The records that the rollout rules read and write, as rows of the tables.
extension Transaction: RolloutRecords {
  public var isSandbox: Bool { store.isSandbox }
  public var registry: Catalogue { store.registry }
  public func catalogue(of rollout: Rollout) -> Catalogue { store.catalogue(of: rollout) }
  public func altered(_ records: String) -> any Error { StoreFault.altered(records) }

  public var auditSeal: AuditSeal { store.auditSeal }
  public var chain: any ChainRecords { auditTable }
  public var scheduled: any ScheduledRecords { ScheduledTable(transaction: self) }
  public var unconfirmed: any UnconfirmedRecords { UnconfirmedTable(transaction: self) }
  public var requests: any RequestRecords { RequestsTable(transaction: self) }
  public var brokenGlass: any BrokenGlassRecords { BrokenGlassTable(transaction: self) }
  public var reviews: any ReviewRecords { ReviewsTable(transaction: self) }
  public var operatorList: any OperatorRecords { OperatorsTable(transaction: self) }
  public var certifications: any CertificationRecords { CertificationsTable(transaction: self) }
  public var certificationEnds: any CertificationEndRecords { CertifiedTable(transaction: self) }

  public func latestChange(of subject: RolloutChange.Subject, upTo revision: Int) throws -> Int? {
    try changes.latest(of: subject.path, upTo: revision)
  }

  public func registration(of bank: BankCode) throws -> RegisteredBank? { try registered(bank)?.bankRegistration }

  public func banksRegistered() throws -> [BankCode] {
    try rows(of: .registrations).all(["bank"]) { BankCode($0.text(0)) }
  }
}

/// The records that are compared with the chain, as the file has them.
extension Transaction: AuditedRecords {
  public func eachStoredRevision(_ take: (StoredRevision) -> Void) throws { try revisions.eachStored(take) }
  public func notedChanges() throws -> [Int: [String]] { try changes.all() }
  public func notedRunning() throws -> Int { try RunningTable(transaction: self).number() }
  public func notedClosures() throws -> [String: Int] { try ClosuresTable(transaction: self).all() }

  public func storedRegistration(of bank: BankCode) throws -> StoredRegistration? {
    try storedRow(of: bank).map { StoredRegistration(bank: $0.registered.bankRegistration, seal: $0.seal) }
  }

  public func notedRegistrations() throws -> [BankCode: Data?] {
    try RegistrationsTable(transaction: self).all().mapValues(\.endpoint)
  }

  public func certificationSummaries() throws -> [Int: String] {
    try CertificationsTable(transaction: self).summaries()
  }
}
