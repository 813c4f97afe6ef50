/// The subjects that a change would open again after an emergency closed them, while nobody has reviewed that
/// (rule 12).
public struct Reopening: Sendable, Equatable {
  public let review: EmergencyReview
  public let changes: [RolloutChange]

  public init(review: EmergencyReview, changes: [RolloutChange]) {
    self.review = review
    self.changes = changes
  }
}

/// An emergency that nobody has reviewed: it led from one rollout to another.
public struct Closure: Sendable, Equatable {
  public let review: EmergencyReview
  public let before: Rollout
  public let made: Rollout
  /// The scope that the emergency said beyond its changes.
  public let restated: Scope

  public init(review: EmergencyReview, before: Rollout, made: Rollout, restated: Scope) {
    self.review = review
    self.before = before
    self.made = made
    self.restated = restated
  }

  /// The subjects that the emergency narrowed or said to be closed, even if they were closed already: whoever stops
  /// something has to be able to rely on it.
  fileprivate var subjects: Set<RolloutChange.Subject> {
    let said = before.changes(to: made).map(\.subject) + restated.facets.map(\.subject)
    return Set(said.filter { before.isWider($0, than: made) || made.isClosed($0) })
  }
}

/// The subjects that no restoration brings back.
extension Rollout {
  /// Keeps subjects closed that an unreviewed emergency closed, whatever else is undone, and keeps rules from coming
  /// back that the present operators could not meet. Gives the changes that are kept.
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
  /// The subjects that this rollout would open again after unreviewed emergencies closed them, by review.
  public func reopenings(of closures: [Closure], over running: Rollout) -> [Reopening] {
    closures.compactMap { closure in
      let changes = reopening(running, closure)
      return changes.isEmpty ? nil : Reopening(review: closure.review, changes: changes)
    }
  }

  /// The changes of an emergency's subjects that this rollout opens wider than the emergency left them, while the
  /// running one does not.
  private func reopening(_ running: Rollout, _ closure: Closure) -> [RolloutChange] {
    let (made, closed) = (closure.made, closure.subjects)
    guard !closed.isEmpty else { return [] }
    return running.changes(to: self).filter { change in
      closed.contains(change.subject) && isWider(change.subject, than: made)
        && !running.isWider(change.subject, than: made)
    }
  }

  /// Whether nobody is served by the subject's value. Policies and names close nothing.
  fileprivate func isClosed(_ subject: RolloutChange.Subject) -> Bool {
    switch subject {
    case .service: service.isPaused
    case .channel(let channel): !isOpen(channel)
    case .region(let region): share(of: region) == .none
    case .bank(let bank): if case .connected = state(of: bank) { false } else { true }
    case .policy, .registryBank, .regionName, .bankName: false
    }
  }

  /// Whether the subject's value serves more people, or people elsewhere, than the other's. Policies and names open
  /// nothing.
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
