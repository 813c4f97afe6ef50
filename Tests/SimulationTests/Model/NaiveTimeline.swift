import Domain

/// The simulator's own record of the rollout: which revision is in force when, scheduled commits included.
struct NaiveTimeline {
  struct Scheduled {
    let number: Int
    let base: NaiveRollout
    let rollout: NaiveRollout
    let effectiveAt: Moment
    var state = State.pending

    enum State { case pending, applied, dropped, told }
  }

  /// By number.
  private(set) var revisions: [NaiveRollout]
  private(set) var effectiveAt: [Moment]
  private(set) var scheduled: [Scheduled] = []
  /// Records that the audit chain must hold.
  private(set) var auditRecords: Int

  init(_ initial: NaiveRollout, auditRecords: Int) {
    revisions = [initial]
    effectiveAt = [Moment(milliseconds: 0)]
    self.auditRecords = auditRecords
  }

  var number: Int { revisions.count - 1 }
  var running: NaiveRollout { revisions[number] }

  /// The same with everything done that has fallen due by then.
  func at(_ moment: Moment) -> NaiveTimeline {
    var later = self
    later.apply(upTo: moment)
    return later
  }

  /// Scheduled commits take force in the order of their times; one that conflicts is dropped.
  mutating func apply(upTo moment: Moment) {
    let due = scheduled.indices
      .filter { scheduled[$0].state == .pending && scheduled[$0].effectiveAt <= moment }
      .sorted { (scheduled[$0].effectiveAt, $0) < (scheduled[$1].effectiveAt, $1) }
    for index in due {
      let commit = scheduled[index]
      guard let merged = commit.rollout.merged(from: commit.base, onto: running) else {
        scheduled[index].state = .dropped
        auditRecords += 1
        continue
      }
      scheduled[index].state = .applied
      if merged != running { append(merged, at: commit.effectiveAt) }
    }
  }

  mutating func append(_ rollout: NaiveRollout, at moment: Moment) {
    revisions.append(rollout)
    effectiveAt.append(moment)
    auditRecords += 1
  }

  mutating func schedule(_ rollout: NaiveRollout, at moment: Moment) {
    scheduled.append(
      Scheduled(number: scheduled.count + 1, base: running, rollout: rollout, effectiveAt: moment))
    auditRecords += 1
  }

  mutating func noteEndpoint() { auditRecords += 1 }

  mutating func tellDropped() {
    for index in scheduled.indices where scheduled[index].state == .dropped { scheduled[index].state = .told }
  }
}
