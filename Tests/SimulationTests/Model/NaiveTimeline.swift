import Domain

/// The simulator's own record of the rollout: which revision is in force when, scheduled commits included.
struct NaiveTimeline {
  struct Scheduled {
    let number: Int
    let author: String
    /// The revision it was made from.
    let base: Int
    let rollout: NaiveRollout
    let effectiveAt: Moment
    var state = State.pending

    enum State: Equatable {
      case pending
      case applied(revision: Int)
      /// Nobody has been told.
      case dropped
      /// An operator has been told who is not its author.
      case toldAnother
      case told
    }
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
      let base = revisions[commit.base]
      guard let merged = commit.rollout.merged(from: base, onto: running, over: ground(of: commit)) else {
        scheduled[index].state = .dropped
        auditRecords += 1
        continue
      }
      append(merged, at: commit.effectiveAt)
      scheduled[index].state = .applied(revision: number)
    }
  }

  /// The steps that one operator schedules follow one another and are no conflict.
  private func ground(of commit: Scheduled) -> NaiveRollout {
    var ground = revisions[commit.base]
    for step in scheduled where step.number < commit.number && step.author == commit.author {
      guard case .applied(let number) = step.state, number > commit.base else { continue }
      ground.follow(from: revisions[number - 1], to: revisions[number])
    }
    return ground
  }

  mutating func append(_ rollout: NaiveRollout, at moment: Moment) {
    revisions.append(rollout)
    effectiveAt.append(moment)
    auditRecords += 1
  }

  mutating func schedule(_ rollout: NaiveRollout, at moment: Moment, by author: String) {
    scheduled.append(
      Scheduled(number: scheduled.count + 1, author: author, base: number, rollout: rollout, effectiveAt: moment))
    auditRecords += 1
  }

  mutating func noteEndpoint() { auditRecords += 1 }

  /// What an author is to be told of.
  func untold(to author: String) -> [Int] {
    scheduled.filter { $0.state == .dropped || $0.state == .toldAnother && $0.author == author }.map(\.number)
  }

  mutating func tell(_ numbers: [Int], to author: String) {
    for index in scheduled.indices where numbers.contains(scheduled[index].number) {
      scheduled[index].state = scheduled[index].author == author ? .told : .toldAnother
    }
  }

  /// Whether a bank was disconnected at any moment since a revision was in force: its enquiries of that time have ended.
  func wasClosed(_ bank: BankCode, after revision: Int) -> Bool {
    revisions[min(revision, number)...].dropFirst().contains { $0.state(of: bank) == .closed }
  }
}
