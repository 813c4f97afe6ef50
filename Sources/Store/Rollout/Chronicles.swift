import Domain

/// The revisions as layers: what is undone, restated and foretold by.
extension Transaction {
  /// From the last revision that holds nothing undecided to the running one.
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

  /// What a revision said again is not in its hash: the chain has it.
  private func requireRestated(_ revision: Revision) throws {
    let said = try auditTable.entry("commit", of: "revision \(revision.number)")?["restated"]
    guard (said ?? .string("")) == .string(revision.restated.text) else { throw StoreFault.altered("revisions") }
  }

  /// Below everything that waits, and below everything that was undone only after what lies above it.
  private func ground(of timers: [UnconfirmedCommit], upTo running: Int) throws -> Int {
    var ground = (timers.filter { $0.state == .waiting }.map(\.revision).min() ?? running + 1) - 1
    for timer in timers.reversed() where timer.revision <= ground {
      guard case .restored(let restoration) = timer.state else { continue }
      let isIn = try restoration.map { $0 > ground } ?? (timer.until >= (try revision(ground).effectiveAt))
      if isIn { ground = timer.revision - 1 }
    }
    return ground
  }

  /// All that waits for its moment, to be played forward from what is in force.
  public func play() throws -> Play {
    let commits = try scheduled.all()
    let pending = commits.filter { $0.state == .pending }
    let intents = try pending.map { ($0.number, try intent(of: $0)) }
    let running = try lastAppliedNumber()
    let changedAt = try Set(intents.flatMap(\.1.subjects)).map {
      ($0, try changes.latest(of: $0.path, upTo: running) ?? 0)
    }
    return Play(
      chronicle: try chronicle(), timers: try waitingCommits(), pending: pending,
      intents: try Dictionary(distinct: intents, in: "scheduled"),
      steps: commits.reduce(into: [:]) { steps, commit in
        if case .applied(let revision) = commit.state { steps[revision] = commit }
      },
      changedAt: try Dictionary(distinct: changedAt, in: "rollout_changes"), certified: try certified.all(),
      registry: store.registry, isSandbox: store.isSandbox, closures: try unreviewedClosures(),
      operators: try operators())
  }

  /// Which of the commits that wait for their time will be dropped; nothing is looked at where none waits.
  public func foretelling() throws -> Foretelling {
    guard try scheduled.isAnyPending() else { return .nothing }
    return Foretelling(try play())
  }

  /// The commits that wait for their time and that a rollout would doom if its author committed it, at once or for a time
  /// to come: those that will be dropped with it, and not, or only on another condition, without it.
  public func scheduledCommitsDropped(
    by rollout: Rollout, over running: Revision, of author: String, at time: Moment?
  ) throws -> [ScheduledCommit] {
    let commits = try scheduled.all()
    guard commits.contains(where: { $0.state == .pending }) else { return [] }
    let play = try play()
    let before = Foretelling(play).drops
    let after = Foretelling(
      try time.map { time in
        let commit = ScheduledCommit(
          number: (commits.last?.number ?? 0) + 1, base: running.number, rollout: rollout, author: author, comment: "",
          committedAt: now, effectiveAt: time, state: .pending)
        let intent = Intent(from: running.rollout, to: rollout)
        return play.scheduling(commit, try standing(intent, by: author, at: time))
      } ?? play.committing(rollout)
    ).drops
    return commits.filter { commit in
      after[commit.number].map { before[commit.number]?.unless != $0.unless } ?? false
    }
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
