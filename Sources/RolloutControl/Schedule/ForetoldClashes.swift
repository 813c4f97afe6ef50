import Store
import Synchronization

/// The conflicts with the schedule that were foretold for the changes of one session.
final class ForetoldClashes: Sendable {
  typealias OfCommit = (outcome: CommitOutcome, clashes: [ScheduleClash])

  private let commits = Mutex<[OfCommit]>([])
  private let latest = Mutex<[ScheduleClash]>([])

  var ofCommits: [OfCommit] {
    get { commits.withLock { $0 } }
    set { commits.withLock { $0 = newValue } }
  }

  /// The conflicts of the latest change that was no commit.
  var ofLatest: [ScheduleClash] {
    get { latest.withLock { $0 } }
    set { latest.withLock { $0 = newValue } }
  }
}

/// The work of an operator by which scheduled commits may be dropped.
protocol SchedulingWork: OperatorWork {
  var foretold: ForetoldClashes { get }
}

extension SchedulingWork {
  /// Makes a change other than a commit, and notes its conflicts with the schedule once it is committed.
  func noting<Value>(in transaction: Transaction, _ make: () throws -> Value) throws -> Value {
    let made = try transaction.foretelling(make) { _ in nil }
    transaction.afterCommit { [foretold, clashes = made.clashes] in foretold.ofLatest = clashes }
    return made.value
  }
}
