/// A commit that is undone unless somebody confirms it in time (design: "Scheduled and unconfirmed commits").
public struct UnconfirmedCommit: Sendable, Equatable {
  /// The revision it made.
  public let revision: Int
  public let author: String
  /// When it took force.
  public let from: Moment
  /// From this moment on it is undone, or judged by its guardrails.
  public let until: Moment
  /// None: only an operator can confirm it.
  public let guardrails: [HealthGuardrail]
  public let state: State

  public enum State: Sendable, Equatable {
    case waiting
    /// By an operator, or by `chaka` where the guardrails held.
    case confirmed(by: String)
    /// Undone, by this revision; nil where nothing of it was left to undo.
    case restored(by: Int?)
  }

  public init(
    revision: Int, author: String, from: Moment, until: Moment, guardrails: [HealthGuardrail], state: State
  ) {
    self.revision = revision
    self.author = author
    self.from = from
    self.until = until
    self.guardrails = guardrails
    self.state = state
  }
}

extension Rollout {
  /// This rollout with what a commit changed undone, and the subjects of it that were changed again since, which stay.
  ///
  /// What was suspended meanwhile stays suspended: only `resume` brings a bank back, to where it was before the commit.
  public func undoing(from before: Rollout, to made: Rollout) -> (rollout: Rollout, kept: [RolloutChange]) {
    var restored = self
    var kept: [RolloutChange] = []
    let since = made.changes(to: self)
    for change in before.changes(to: made) {
      guard let later = since.first(where: { $0.subject == change.subject }) else {
        restored.take(change.subject, from: before)
        continue
      }
      if case .bank(let bank) = change.subject, case .suspended(let reason, _) = state(of: bank),
        case .connected = made.state(of: bank)
      {
        restored.set(before.state(of: bank).keptSuspended(reason), for: bank)
      } else {
        kept.append(later)
      }
    }
    kept += restored.keepBanksInUse(of: self)
    return (restored, kept)
  }

  /// A bank with which something else was done since it was added stays known.
  private mutating func keepBanksInUse(of later: Rollout) -> [RolloutChange] {
    later.registry.banks.keys.sorted().compactMap { code in
      let isInUse = state(of: code) != .closed || registry.bankNames[code] != nil
      guard registry.banks[code] == nil, isInUse else { return nil }
      let subject = RolloutChange.Subject.registryBank(code)
      take(subject, from: later)
      return RolloutChange(subject: subject, from: .null, to: later.value(of: subject))
    }
  }
}

extension BankRollout {
  /// Where a bank stood, but suspended.
  fileprivate func keptSuspended(_ reason: String) -> BankRollout {
    switch self {
    case .closed: .closed
    case .suspended: self
    case .connected(let regions): .suspended(reason: reason, regions: regions)
    }
  }
}
