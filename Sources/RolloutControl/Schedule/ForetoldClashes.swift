import Store

/// What was foretold of the things done in one session: the clashes with the schedule that each brings.
final class ForetoldClashes {
  var ofCommits: [(outcome: CommitOutcome, clashes: [ScheduleClash])] = []
  /// Of the latest thing that was no commit.
  var ofLatest: [ScheduleClash] = []
}

/// What an operator does that may cost scheduled commits their turn.
protocol SchedulingWork: OperatorWork {
  var foretold: ForetoldClashes { get }
}

extension SchedulingWork {
  /// Does something that is no commit, and keeps what it does to the schedule.
  func noting<Value>(in transaction: Transaction, _ make: () throws -> Value) throws -> Value {
    let made = try transaction.foretelling(make) { _ in nil }
    foretold.ofLatest = made.clashes
    return made.value
  }
}
