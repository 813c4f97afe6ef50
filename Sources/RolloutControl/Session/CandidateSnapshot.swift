import Domain

/// A candidate with the revision that it was made from, in the form in which it is kept and restored.
public struct CandidateSnapshot: Sendable, Equatable {
  /// The number and the hash of the revision that the candidate was made from.
  public let base: Int
  public let baseHash: String
  public let intent: Intent

  public init(base: Int, baseHash: String, intent: Intent) {
    self.base = base
    self.baseHash = baseHash
    self.intent = intent
  }
}

extension OperatorSession {
  public var snapshot: CandidateSnapshot { CandidateSnapshot(base: base.number, baseHash: base.hash, intent: intent) }

  /// Restores the candidate. One whose revision this database does not have, or has with another hash, is refused; one
  /// made from an older revision then follows the running one like any candidate.
  public func putBack(_ snapshot: CandidateSnapshot) throws {
    let revision = snapshot.base == base.number ? base : try history.revision(snapshot.base)
    guard revision.hash == snapshot.baseHash else { throw RolloutFault.unknownRevision(snapshot.base) }
    base = revision
    latest = revision
    intent = snapshot.intent
    intent.follow(revision.rollout)
    _ = try running()
  }
}
