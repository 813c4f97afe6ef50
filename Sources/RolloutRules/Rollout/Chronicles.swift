import Domain

/// The revisions as layers, by which revisions are undone, restated and foretold.
extension RolloutRecords {
  /// The layers from the last revision that holds nothing undecided to the running one.
  public func chronicle() throws -> Chronicle {
    let timers = try unconfirmedCommits()
    let running = try lastAppliedNumber()
    let ground = try ground(of: timers, upTo: running)
    var chronicle = Chronicle(
      ground: .init(number: ground, rollout: try revision(ground).rollout, standing: .firm))
    let standings = Chronicle.standings(of: timers)
    for number in Swift.stride(from: ground + 1, through: running, by: 1) {
      let revision = try revision(number)
      try requireRestated(revision)
      chronicle.append(revision.rollout, restating: revision.restated, standings[number] ?? .firm)
    }
    return chronicle
  }

  /// Throws if a revision's restated scope is not that of the chain; the scope is not in its hash.
  private func requireRestated(_ revision: Revision) throws {
    let said = try chain.entry("commit", of: "revision \(revision.number)")?["restated"]
    guard (said ?? .string("")) == .string(revision.restated.text) else { throw altered("revisions") }
  }

  /// The revision below everything that waits, and below everything that was undone later than a revision above it.
  private func ground(of timers: [UnconfirmedCommit], upTo running: Int) throws -> Int {
    var ground = (timers.filter { $0.state == .waiting }.map(\.revision).min() ?? running + 1) - 1
    for timer in timers.reversed() where timer.revision <= ground {
      guard case .restored(let restoration) = timer.state else { continue }
      let isIn = try restoration.map { $0 > ground } ?? (timer.until >= (try revision(ground).effectiveAt))
      if isIn { ground = timer.revision - 1 }
    }
    return ground
  }

  /// The rehearsal of all changes that wait for their moment, from the rollout in force.
  public func rehearsal() throws -> Rehearsal {
    let commits = try scheduled.all()
    let pending = commits.filter { $0.state == .pending }
    let intents = try pending.map { ($0.number, try intent(of: $0)) }
    let running = try lastAppliedNumber()
    let changedAt = try Set(intents.flatMap(\.1.subjects)).reduce(into: [:]) { latest, subject in
      latest[subject] = try latestChange(of: subject, upTo: running) ?? 0
    }
    return Rehearsal(
      chronicle: try chronicle(), timers: try waitingCommits(), pending: pending,
      intents: try distinct(intents, in: "scheduled"),
      warrants: try distinct(try pending.map { ($0.number, try warrant(of: $0)) }, in: "scheduled"),
      steps: commits.reduce(into: [:]) { steps, commit in
        if case .applied(let revision) = commit.state { steps[revision] = commit }
      },
      changedAt: changedAt, delayed: try delayedChanges(),
      certified: try certificationEnds.all(), circumstances: try circumstances())
  }

  /// The foretelling of the commits that wait for their time; empty without any look at the chronicle if none waits.
  public func foretelling() throws -> Foretelling {
    guard try scheduled.isAnyPending() else { return .nothing }
    return Foretelling(try rehearsal())
  }

  /// The foretelling with one more commit that takes force at once.
  public func foretelling(
    with rollout: Rollout, by author: String, _ confirmation: CommitTerms.Confirmation?
  ) throws -> Foretelling {
    guard try scheduled.isAnyPending() else { return .nothing }
    return Foretelling(try rehearsal().committing(rollout, by: author, at: now, confirmation))
  }

  /// The foretelling with another role of an operator (nil: none any more).
  public func foretelling(appointing name: String, _ role: OperatorRole?) throws -> Foretelling {
    guard try scheduled.isAnyPending() else { return .nothing }
    return Foretelling(try rehearsal().appointing(name, role, at: now))
  }

  /// The foretelling with one more scheduled commit, which has the next number.
  public func foretelling(
    scheduling commit: ScheduledCommit, _ intent: Intent, _ warrant: Warrant
  ) throws -> Foretelling {
    Foretelling(try rehearsal().scheduling(commit, intent, warrant))
  }
}

extension Chronicle {
  fileprivate static func standings(of timers: [UnconfirmedCommit]) -> [Int: Standing] {
    timers.reduce(into: [:]) { standings, timer in
      switch timer.state {
      case .waiting: standings[timer.revision] = .waiting
      case .confirmed: break
      case .restored(let restoration):
        standings[timer.revision] = .undone
        if let restoration { standings[restoration] = .restoration }
      }
    }
  }
}
