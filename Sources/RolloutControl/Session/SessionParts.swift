import Store

/// What the session's author does beside the candidate.
extension OperatorSession {
  public var permission: Permission { Permission(author: author, store: store) }
  public var approvals: Approvals {
    Approvals(author: author, store: store, foretold: foretold, resolve: resolve)
  }
  public var emergencies: Emergencies {
    Emergencies(author: author, store: store, foretold: foretold, approvals: approvals)
  }
  public var schedule: CommitSchedule { CommitSchedule(author: author, store: store, foretold: foretold) }
  public var onboarding: BankOnboarding { BankOnboarding(author: author, store: store, resolve: resolve) }
  public var administration: Administration { Administration(author: author, store: store, foretold: foretold) }
  public var history: RevisionHistory { RevisionHistory(store: store) }
  public var watch: ServiceWatch { ServiceWatch(store: store) }
  public var explanations: Explanations { Explanations(author: author, store: store) }
  public var audit: AuditTrail { AuditTrail(author: author, store: store) }

  /// What a commit made here does to the schedule, as things stand: nothing is in the way of making it, but these will be
  /// dropped, or judged, unless something changes.
  public func clashes(with outcome: CommitOutcome) -> [ScheduleClash] {
    foretold.ofCommits.last { $0.outcome == outcome }?.clashes ?? []
  }

  /// What the latest thing done here that was no commit does to the schedule.
  public var latestClashes: [ScheduleClash] { foretold.ofLatest }
}
