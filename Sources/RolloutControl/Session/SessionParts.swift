import Store

/// The work of the session's author beside the candidate.
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

  /// The conflicts of a commit made in this session with the schedule, as things stand: nothing prevents the commit,
  /// but these commits will be dropped, or judged, unless something changes.
  public func clashes(with outcome: CommitOutcome) -> [ScheduleClash] {
    foretold.ofCommits.last { $0.outcome == outcome }?.clashes ?? []
  }

  /// The conflicts of the latest change in this session that was no commit.
  public var latestClashes: [ScheduleClash] { foretold.ofLatest }
}
