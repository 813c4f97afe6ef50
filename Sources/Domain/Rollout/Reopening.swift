/// What a change would open again of what an emergency closed that nobody has reviewed yet (rule 12).
public struct Reopening: Sendable, Equatable {
  public let review: EmergencyReview
  public let changes: [RolloutChange]

  public init(review: EmergencyReview, changes: [RolloutChange]) {
    self.review = review
    self.changes = changes
  }
}

extension Rollout {
  /// Of what an emergency closed, which led from one rollout to another, what this rollout opens wider than the emergency
  /// left it, while the running one does not.
  public func reopening(_ running: Rollout, closedFrom before: Rollout, to made: Rollout) -> [RolloutChange] {
    let closed = before.changes(to: made).map(\.subject).filter { before.isWider($0, than: made) }
    guard !closed.isEmpty else { return [] }
    return running.changes(to: self).filter { change in
      closed.contains(change.subject) && isWider(change.subject, than: made)
        && !running.isWider(change.subject, than: made)
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
