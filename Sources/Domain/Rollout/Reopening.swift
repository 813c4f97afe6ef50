/// What a change would open again of what an emergency closed that nobody has reviewed yet (rule 12).
public struct Reopening: Sendable, Equatable {
  public let review: EmergencyReview
  public let changes: [RolloutChange]

  public init(review: EmergencyReview, changes: [RolloutChange]) {
    self.review = review
    self.changes = changes
  }
}

/// What went without the usual approval and nobody has reviewed: it led from one rollout to another.
public struct Closure: Sendable, Equatable {
  public let review: EmergencyReview
  public let before: Rollout
  public let made: Rollout
  /// What it said beyond what it changed.
  public let restated: Scope

  public init(review: EmergencyReview, before: Rollout, made: Rollout, restated: Scope) {
    self.review = review
    self.before = before
    self.made = made
    self.restated = restated
  }

  /// All that it narrowed, and all that it said is to be closed: also what was closed already, as whoever stops something
  /// has to be able to rely on it.
  fileprivate var subjects: Set<RolloutChange.Subject> {
    let said = before.changes(to: made).map(\.subject) + restated.facets.map(\.subject)
    return Set(said.filter { before.isWider($0, than: made) || made.isClosed($0) })
  }
}

/// What no restoration brings back.
extension Rollout {
  /// What an emergency closed that nobody has reviewed stays closed, whatever else is undone, and rules that the operators
  /// there are could not meet do not come back; gives what stays as it is.
  public mutating func keepClosed(
    over running: Rollout, in circumstances: Circumstances
  ) -> [RolloutChange] {
    let reopened = circumstances.closures.flatMap { reopening(running, $0) }
    apply(reopened, of: running)
    let isSandbox = circumstances.isSandbox
    guard shortage(of: circumstances.operators, over: running, isSandbox: isSandbox) != nil else { return reopened }
    let rules = [Policy.fourEyes, .approvals].map { RolloutChange.Subject.policy($0.name) }
    let kept = running.changes(to: self).filter { rules.contains($0.subject) }
    apply(kept, of: running)
    return reopened + kept
  }
}

extension Rollout {
  /// What this rollout would open again of what emergencies closed that nobody has reviewed, by review.
  public func reopenings(of closures: [Closure], over running: Rollout) -> [Reopening] {
    closures.compactMap { closure in
      let changes = reopening(running, closure)
      return changes.isEmpty ? nil : Reopening(review: closure.review, changes: changes)
    }
  }

  /// Of what an emergency closed what this rollout opens wider than the emergency left it, while the running one does not.
  private func reopening(_ running: Rollout, _ closure: Closure) -> [RolloutChange] {
    let (made, closed) = (closure.made, closure.subjects)
    guard !closed.isEmpty else { return [] }
    return running.changes(to: self).filter { change in
      closed.contains(change.subject) && isWider(change.subject, than: made)
        && !running.isWider(change.subject, than: made)
    }
  }

  /// Whether nobody is served. Policies and names close nothing.
  fileprivate func isClosed(_ subject: RolloutChange.Subject) -> Bool {
    switch subject {
    case .service: service.isPaused
    case .channel(let channel): !isOpen(channel)
    case .region(let region): share(of: region) == .none
    case .bank(let bank): if case .connected = state(of: bank) { false } else { true }
    case .policy, .registryBank, .regionName, .bankName: false
    }
  }

  /// Whether more people, or people elsewhere, are served than by the other. Policies and names open nothing.
  func isWider(_ subject: RolloutChange.Subject, than other: Rollout) -> Bool {
    switch subject {
    case .service: !service.isPaused && other.service.isPaused
    case .channel(let channel): isOpen(channel) && !other.isOpen(channel)
    case .region(let region): share(of: region) > other.share(of: region)
    case .bank(let bank): state(of: bank).isWider(than: other.state(of: bank))
    case .policy, .registryBank, .regionName, .bankName: false
    }
  }
}

extension BankRollout {
  fileprivate func isWider(than other: BankRollout) -> Bool {
    guard case .connected(let regions) = self else { return false }
    guard case .connected(let others) = other else { return true }
    switch (regions, others) {
    case (_, .everywhere): return false
    case (.everywhere, .only): return true
    case (.only(let own), .only(let others)): return !Set(own).isSubset(of: others)
    }
  }
}
