import Domain
import RolloutControl
import Store
import TestFixtures
import TestHistories
import Testing
import Text

/// A history on a real database, by operators' sessions.
final class StoredHistory {
  private let database: OperatedDatabase
  private var consoles: [OperatorSession] = []
  private var refusal: String?

  init() throws {
    database = try OperatedDatabase()
    consoles = try (0..<Deed.operators).map { try database.session("operator\($0)") }
  }

  func take(_ deed: Deed) throws {
    refusal = nil
    do {
      try perform(deed)
    } catch let fault as any Fault where fault is RolloutFault || fault is OperatorFault {
      refusal = fault.code
    }
  }

  private func perform(_ deed: Deed) throws {
    switch deed {
    case .edit(let who, let edit): _ = try consoles[who].edit(edit)
    case .rollBack(let who, let number): try consoles[who].rollback(to: number)
    case .discard(let who): try consoles[who].discard()
    case .commit(let who, let after, let confirmed):
      var terms = CommitTerms(at: after.map { database.clock.now.adding(.minutes(Int64($0))) })
      terms.confirmation = confirmed.map { .init(minutes: $0) }
      _ = try consoles[who].commit(terms)
    case .confirm(let number): _ = try consoles[0].schedule.confirm(number)
    case .sign(let number): _ = try consoles[1].emergencies.signReview(number)
    case .cancel(let number): _ = try consoles[0].schedule.cancelCommit(number)
    case .emergency(let edit): _ = try consoles[0].emergencies.stop(edit, reason: "drill")
    case .pass(let minutes): database.clock.advance(.minutes(Int64(minutes)))
    }
  }

  var sight: Sight {
    get throws {
      let running = try database.store.runningRevision()
      for console in consoles { _ = try console.running() }
      return Sight(
        running: Sight.things(running.rollout), revision: running.number,
        timers: Dictionary(
          uniqueKeysWithValues: try consoles[0].schedule.unconfirmedCommits().map {
            ($0.revision, Sight.name($0.state))
          }),
        steps: Dictionary(
          uniqueKeysWithValues: try consoles[0].schedule.scheduled().map { ($0.number, Sight.name($0)) }),
        candidates: consoles.map { Sight.things($0.candidate) }, refusal: refusal)
    }
  }

  // MARK: Foretelling

  /// The fate of each commit that waits for its time, by number, if nobody does anything more.
  var foretold: [Int: String] {
    get throws {
      try database.store.applyDue()
      return try database.store.read { try $0.rehearsal() }.fates(confirming: []).mapValues { fate in
        fate.dropReason?.rawValue ?? (fate == .nothing ? "nothing_changed" : "force")
      }
    }
  }

  /// The outcomes of these commits.
  func outcomes(of numbers: some Collection<Int>) throws -> [Int: String] {
    try consoles[0].schedule.scheduled().filter { numbers.contains($0.number) }.reduce(into: [:]) {
      $0[$1.number] = Sight.name($1)
    }
  }

  /// Takes away the authority of some of the commits.
  func shake(_ seed: Int) throws {
    if seed % 2 == 0 {
      try database.store.write { try $0.setOperator("operator1", .viewer, by: "root") }
    }
    guard seed % 3 > 0 else { return }
    let setting = try #require(PolicySetting(.fourEyes, seed % 3 == 1 ? "banks" : "regions"))
    try database.commit(.setPolicy(setting), at: database.clock.now.adding(.minutes(7)), author: "root")
  }

  var isIntact: Bool { get throws { try consoles[0].audit.verify().isIntact } }
}
