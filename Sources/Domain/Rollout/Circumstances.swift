/// The operators at the time when a change takes force by itself, and the emergencies without review.
///
/// Taking force and foretelling go by the same circumstances: neither has rules of its own (rule 12).
public struct Circumstances: Sendable {
  public internal(set) var operators: [OperatorRecord]
  /// The closings of emergencies that nobody has reviewed.
  public let closures: [Closure]
  public let registry: Catalogue
  public let isSandbox: Bool

  public init(operators: [OperatorRecord], closures: [Closure], registry: Catalogue, isSandbox: Bool) {
    self.operators = operators
    self.closures = closures
    self.registry = registry
    self.isSandbox = isSandbox
  }

  /// Whether an operator has a role. In a sandbox everybody who is not registered is an administrator; elsewhere
  /// nobody.
  func may(_ name: String, _ role: OperatorRole) -> Bool {
    let held = operators.first { $0.name == name }?.role ?? (isSandbox ? .administrator : nil)
    return held.map { $0 >= role } ?? false
  }

  /// The impediment to a change, preconditions aside; nil if there is none. `uncertified` gives the banks that the
  /// rollout connects without a valid certification.
  public func impediment(
    to rollout: Rollout, over running: Rollout, by warrant: Warrant, uncertified: (Rollout) throws -> [BankCode]
  ) rethrows -> Impediment? {
    do { try rollout.requireConsistent(over: registry) } catch { return .registryConflict(error) }
    let banks = try uncertified(rollout)
    guard banks.isEmpty else { return .uncertified(banks) }
    return impediment(to: rollout, over: running, by: warrant)
  }

  private func impediment(to rollout: Rollout, over running: Rollout, by warrant: Warrant) -> Impediment? {
    guard may(warrant.author, .operator) else { return .authorNotPermitted(warrant.author) }
    let covered = running.fourEyes(isSandbox: isSandbox).covered(running.changes(to: rollout))
    guard covered.isEmpty || isApproved(warrant, by: running) else { return .approvalRequired(covered.map(\.path)) }
    let reviews = rollout.reopenings(of: closures, over: running).map(\.review.number)
    let unsaid = reviews.filter { !warrant.reopening.contains($0) }
    guard unsaid.isEmpty else { return .reviewOpen(unsaid) }
    return rollout.shortage(of: operators, over: running, isSandbox: isSandbox).map { .rulesUnmeetable($0) }
  }

  /// Whether enough operators approved; approvals count of those who may approve now.
  private func isApproved(_ warrant: Warrant, by running: Rollout) -> Bool {
    let counted = warrant.approvers.filter { may($0, .approver) }.count + warrant.expectedApprovals
    return !warrant.needsApproval || counted >= running.approvals
  }

  /// The impediment to a change that misses preconditions; nil if it misses none, or if an operator who may still do so
  /// has overridden every one of them.
  public func impediment(to unmet: [UnmetPrecondition], by warrant: Warrant) -> Impediment? {
    guard !unmet.isEmpty else { return nil }
    guard let override = warrant.override, override.covers(unmet.map(\.subject)) else {
      return .preconditionsUnmet(unmet)
    }
    return mayOverride(warrant) ? nil : .overrideNeedsApprover(unmet)
  }

  /// Whether the author, or an operator who approved the change, may still override preconditions.
  private func mayOverride(_ warrant: Warrant) -> Bool {
    ([warrant.author] + warrant.approvers).contains { may($0, .approver) } || warrant.expectedApprovals > 0
  }

  /// The preconditions that a change will be judged by, without those that were overridden by an operator who may still
  /// do so; whether they are met depends on people and banks.
  func preconditions(from running: Rollout, to rollout: Rollout, by warrant: Warrant) -> [String] {
    guard [running, rollout].contains(where: { $0.requiresPreconditions(isSandbox: isSandbox) }) else { return [] }
    let subjects = registry.preconditions.subjects(from: running, to: rollout)
    let isOverridden = warrant.override?.covers(subjects) ?? false
    return isOverridden && mayOverride(warrant) ? [] : subjects
  }
}

/// The authority that a change rests on when it takes force.
public struct Warrant: Sendable, Equatable {
  public let author: String
  /// The operators who approved the request that it came from.
  public let approvers: [String]
  /// The number of approvals still to come that count as given: a request is judged as if it had them.
  public let expectedApprovals: Int
  /// Whether approvals are needed; false for a change that takes force without those it lacks.
  public let needsApproval: Bool
  /// The reviews of emergencies of which the change says that it opens something again.
  public let reopening: [Int]
  /// The override of preconditions; nil if none was overridden.
  public let override: Override?

  public init(
    author: String, approvers: [String] = [], expectedApprovals: Int = 0, needsApproval: Bool = true,
    reopening: [Int] = [], override: Override? = nil
  ) {
    self.author = author
    self.approvers = approvers
    self.expectedApprovals = expectedApprovals
    self.needsApproval = needsApproval
    self.reopening = reopening
    self.override = override
  }

  /// The preconditions that were overridden when the change was entered.
  public struct Override: Sendable, Equatable {
    public let reason: String
    /// The names of the overridden preconditions; nil for all of them.
    public let subjects: [String]?

    public init(reason: String, subjects: [String]?) {
      self.reason = reason
      self.subjects = subjects
    }

    func covers(_ missed: [String]) -> Bool { subjects.map { missed.allSatisfy($0.contains) } ?? true }
  }
}

extension Rollout {
  /// The quorum of this rollout's rules, if the operators lack more for these than for the running ones; nil otherwise.
  /// A present shortage can be mended step by step.
  public func shortage(of operators: [OperatorRecord], over running: Rollout, isSandbox: Bool) -> Quorum? {
    let after = quorum(of: operators, isSandbox: isSandbox)
    return after.missing > running.quorum(of: operators, isSandbox: isSandbox).missing ? after : nil
  }
}

extension Preconditions {
  /// The names of the preconditions that a change is judged by.
  func subjects(from running: Rollout, to rollout: Rollout) -> [String] {
    openings.filter { !$0.opened(from: running, to: rollout).isEmpty }.map(\.subject)
      + connections.flatMap { $0.connected(from: running, to: rollout) }.map(ConnectionRule.subject)
  }
}
