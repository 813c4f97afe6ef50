import Domain
import RolloutControl
import Store
import TestHistories

/// A history done on a real database, by operators' sessions.
final class StoredHistory {
  private let database: TestDatabase
  private var consoles: [OperatorSession] = []
  private var refusal: String?

  init() throws {
    database = try TestDatabase()
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
    case .confirm(let number): _ = try consoles[0].confirm(number)
    case .cancel(let number): _ = try consoles[0].cancelCommit(number)
    case .emergency(let edit): _ = try consoles[0].emergency(edit, reason: "drill")
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
          uniqueKeysWithValues: try consoles[0].unconfirmedCommits().map { ($0.revision, Sight.name($0.state)) }),
        steps: Dictionary(uniqueKeysWithValues: try consoles[0].scheduled().map { ($0.number, Sight.name($0)) }),
        candidates: consoles.map { Sight.things($0.candidate) }, refusal: refusal)
    }
  }

  var isIntact: Bool { get throws { try consoles[0].verifyAudit().isIntact } }
}
