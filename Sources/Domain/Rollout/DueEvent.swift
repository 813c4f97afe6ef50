/// A change of the rollout that takes force by itself at its moment, whether or not anything runs then (rule 1).
public enum DueEvent: Sendable, Equatable {
  case endOfCertification(BankCode, at: Moment)
  case endOfTimer(UnconfirmedCommit)
  case commit(ScheduledCommit)
  /// The end of the delay of a request whose glass was broken.
  case endOfDelay(BrokenGlass)

  public var at: Moment {
    switch self {
    case .endOfCertification(_, let end): end
    case .endOfTimer(let commit): commit.until
    case .commit(let commit): commit.effectiveAt
    case .endOfDelay(let glass): glass.dueAt
    }
  }

  /// The first event in the order of time. At one moment certifications end, as they do not hold at their end any more;
  /// then restorations are made, the latest first; then scheduled commits take force, on the rollout that remains
  /// (docs/rules.md, "Scheduled and unconfirmed commits"); then requests whose glass was broken.
  public static func first(of events: [DueEvent]) -> DueEvent? {
    events.min { $0.order < $1.order }
  }

  private var order: (Int64, Int, Int, String) {
    switch self {
    case .endOfCertification(let bank, let end): (end.milliseconds, 0, 0, bank.text)
    case .endOfTimer(let commit): (commit.until.milliseconds, 1, -commit.revision, "")
    case .commit(let commit): (commit.effectiveAt.milliseconds, 2, commit.number, "")
    case .endOfDelay(let glass): (glass.dueAt.milliseconds, 3, glass.number, "")
    }
  }
}

/// The result of a scheduled commit at its time.
public enum Landing: Sendable, Equatable {
  /// The commit takes force as this rollout, and restates facets that an unconfirmed one holds.
  case force(Rollout, restating: Scope)
  /// The commit changes nothing, and restates nothing that could be undone.
  case nothing
  case conflict(ours: [RolloutChange], theirs: [RolloutChange])
}

extension Chronicle {
  public func landing(of intent: Intent) -> Landing {
    switch intent.rebased(onto: running) {
    case .conflict(let ours, let theirs): return .conflict(ours: ours, theirs: theirs)
    case .merged(let rollout):
      let restated = restated(of: intent)
      return rollout == running && restated.isEmpty ? .nothing : .force(rollout, restating: restated)
    }
  }
}

extension BankRollout {
  /// The reason of the suspension of a bank whose certification does not hold.
  public static let certificationEnded = StoredWords.certification.text()
}

extension Rollout {
  /// Adjusts a restored rollout to the present: drops registry entries that do not fit any more, and suspends banks
  /// that it would connect again without a valid certification.
  public mutating func settle(
    restoredFrom running: Rollout, over registry: Catalogue, uncertified: (Rollout) throws -> [BankCode]
  ) rethrows {
    settleRegistry(over: registry, orOf: running)
    for bank in try uncertified(self) where state(of: bank) != running.state(of: bank) {
      apply(.suspend([bank], reason: BankRollout.certificationEnded))
    }
  }
}
