import Domain
import Store
import Text

/// A reason for which a commit would be refused.
public struct Refusal: Sendable, Equatable {
  public let code: String
  public let message: Bilingual
  public let facts: [JSONValue.Member]

  /// The fault that a check throws; nil if the check passes. Other errors, by which the check cannot judge, are thrown
  /// on.
  static func of(_ names: SubjectNames = SubjectNames(), _ check: () throws -> Void) throws -> Refusal? {
    do {
      try check()
      return nil
    } catch let fault as any Fault where fault.kind == .refused {
      return Refusal(code: fault.code, message: fault.told(names), facts: fault.facts)
    }
  }
}

extension OperatorSession {
  /// Every reason for which a commit on top of a state would be refused, whether or not that state is in force yet; a
  /// commit names the first of them.
  func refusals(of rollout: Rollout, over state: Revision, _ terms: CommitTerms) throws -> [Refusal] {
    let proposal = Proposal(
      intent: Intent(from: state.rollout, to: rollout), base: state, author: author, terms: terms)
    let changes = state.rollout.changes(to: rollout)
    let (isSandbox, names) = (store.isSandbox, SubjectNames(store.catalogue(of: rollout)))
    return try store.read { transaction in
      try [
        .of { try require(.operator, in: transaction) },
        .of { try proposal.requireTime(in: transaction) },
        .of(names) { try proposal.requireNoApproval(of: changes, over: state.rollout, isSandbox: isSandbox) },
        .of(names) {
          let doomed = try proposal.rehearse(rollout, over: state, in: transaction).doomed
          try transaction.requireNoApproval(ofDropping: doomed)
        },
      ].compactMap { (refusal: Refusal?) in refusal } + proposal.refusals(of: rollout, over: state, in: transaction)
    }
  }
}

extension OperatorSession {
  /// The conflicts between the present schedule and a commit on top of a state.
  func clashes(of rollout: Rollout, over state: Revision, _ terms: CommitTerms) throws -> [ScheduleClash] {
    let proposal = Proposal(
      intent: Intent(from: state.rollout, to: rollout), base: state, author: author, terms: terms)
    return try store.read { try proposal.rehearse(rollout, over: state, in: $0).clashes }
  }
}

extension Proposal {
  /// The demands of policies that the rollout does not meet.
  func refusals(of rollout: Rollout, over state: Revision, in transaction: Transaction) throws -> [Refusal] {
    let names = SubjectNames(transaction.store.catalogue(of: rollout))
    return try [
      .of { try transaction.requireCertified(rollout) },
      .of { try transaction.requireMeetable(rollout, over: state.rollout) },
      .of(names) { try requireReopeningSaid(by: rollout, over: state.rollout, in: transaction) },
      .of { try judgeLosses(rollout, over: state, in: transaction) },
      .of { _ = try judgePreconditions(rollout, over: state, in: transaction) },
    ].compactMap { (refusal: Refusal?) in refusal }
  }
}

extension Revision {
  /// The same revision with another rollout: the running revision of a plan after its earlier commits.
  func holding(_ rollout: Rollout) -> Revision {
    Revision(
      number: number, rollout: rollout, author: author, comment: comment, committedAt: committedAt,
      effectiveAt: effectiveAt, hash: hash)
  }
}
