import Store

/// The conflicts with the schedule that were foretold for the changes of one session.
final class ForetoldClashes {
  var ofCommits: [(outcome: CommitOutcome, clashes: [ScheduleClash])] = []
  /// The conflicts of the latest change that was no commit.
  var ofLatest: [ScheduleClash] = []
}

/// The work of an operator by which scheduled commits may be dropped.
protocol SchedulingWork: OperatorWork {
  var foretold: ForetoldClashes { get }
}

extension SchedulingWork {
  /// Makes a change other than a commit, and notes its conflicts with the schedule.
  func noting<Value>(in transaction: Transaction, _ make: () throws -> Value) throws -> Value {
    let made = try transaction.foretelling(make) { _ in nil }
    foretold.ofLatest = made.clashes
    return made.value
  }
}
