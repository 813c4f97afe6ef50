import Domain
import Store

/// A bank's registration, certification and maintenances.
public struct BankProfile: Sendable, Equatable {
  public let bank: BankCode
  public let state: BankRollout
  public let endpoint: EndpointRecord?
  /// The pairs valid now, newest first.
  public let keys: [BankKeyTerm]
  /// The latest certification.
  public let certification: Certification?
  public let standing: CertificationStanding
  /// Whether the running revision asks for certification.
  public let needsCertification: Bool
  /// The maintenances under way and to come, the earliest first.
  public let maintenances: [Maintenance]
  public let now: Moment

  /// The end of the certification if it is near enough for a warning; nil otherwise.
  public var warning: Moment? { standing.warning(at: now) }
}

extension BankOnboarding {
  public func profile(of bank: BankCode) throws -> BankProfile {
    try store.applyDue()
    return try store.read { try profile(of: bank, in: $0) }
  }

  public func profiles(of banks: [BankCode]) throws -> [BankProfile] {
    try store.applyDue()
    return try store.read { transaction in
      try banks.map { try profile(of: $0, in: transaction) }
    }
  }

  private func profile(of bank: BankCode, in transaction: Transaction) throws -> BankProfile {
    let rollout = try transaction.lastAppliedRevision().rollout
    return BankProfile(
      bank: bank, state: rollout.state(of: bank), endpoint: try transaction.endpoint(of: bank),
      keys: try transaction.bankKeys(of: bank), certification: try transaction.latestCertification(of: bank),
      standing: try transaction.standing(of: bank),
      needsCertification: rollout.requiresCertification(isSandbox: store.isSandbox),
      maintenances: try transaction.maintenances(of: bank), now: transaction.now)
  }
}
