/// What happens to the rollout by itself when its moment comes, whether or not anything runs then (rule 1).
public enum DueEvent: Sendable, Equatable {
  case endOfCertification(BankCode, at: Moment)
  case endOfTimer(UnconfirmedCommit)
  case commit(ScheduledCommit)
  /// A request whose glass was broken.
  case endOfDelay(BrokenGlass)

  public var at: Moment {
    switch self {
    case .endOfCertification(_, let end): end
    case .endOfTimer(let commit): commit.until
    case .commit(let commit): commit.effectiveAt
    case .endOfDelay(let glass): glass.dueAt
    }
  }

  /// In the order of time. At one moment certifications end, as they do not hold at their end any more; then restorations
  /// are made, the latest first; then scheduled commits take force, on what stays (docs/rules.md, "Scheduled and
  /// unconfirmed commits"); then what goes without the approvals it lacks.
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

/// What a scheduled commit comes to when its time is there.
public enum Landing: Sendable, Equatable {
  /// It becomes this rollout, and restates what something unconfirmed holds.
  case force(Rollout, restating: Scope)
  /// All that it says is so already, and nothing of it can be undone.
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
  /// Why a bank is suspended whose certification does not hold.
  public static let certificationEnded = StoredWords.certification.text()
}

extension Rollout {
  /// Puts right what a restoration cannot bring back as it was: what the registry does not fit any more, and banks that
  /// it would connect again without a valid certification.
  public mutating func settle(
    restoredFrom running: Rollout, over registry: Catalogue, uncertified: (Rollout) throws -> [BankCode]
  ) rethrows {
    settleRegistry(over: registry, orOf: running)
    for bank in try uncertified(self) where state(of: bank) != running.state(of: bank) {
      apply(.suspend([bank], reason: BankRollout.certificationEnded))
    }
  }
}
