import Domain
import Foundation
import QueryEngine

/// The outcome of an attempt to open a report.
enum NaiveOpening: Equatable {
  case notLoggedIn
  case noSuchQuery
  case notReady
  case expired
  /// The person's keys were replaced since.
  case closed
  case locked
  case wrong
  case opens(Int)
}

extension History {
  /// One attempt to open a report.
  struct Attempt {
    let call: Ledger.Call
    /// The query; nil for the latest one.
    let query: String?
    let password: String
    /// The passwords that the person may have had when the attempt began.
    let passwords: [String]
  }

  func judge(_ outcome: Result<OpenedReport, CardholderFault>, of attempt: Attempt) {
    switch outcome {
    case .success(let report):
      guard let query = now.queries.first(where: { $0.id == report.query }) else {
        return violated(5, "no such report")
      }
      hold(isPossible(attempt) { $0 == .opens(query.number) }, 6, "a report was opened: \(expected(attempt))")
      check(report, of: query)
    case .failure(let fault):
      hold(isPossible(attempt) { $0.fits(fault) }, 5, "a report ended with \(fault.code): \(expected(attempt))")
    }
    countWrong(outcome, attempt.call)
  }

  private func isPossible(_ attempt: Attempt, _ fits: (NaiveOpening) -> Bool) -> Bool {
    isPossible(for: attempt.call) { view, time in openings(attempt, in: view, at: time).contains(where: fits) }
  }

  private func expected(_ attempt: Attempt) -> [NaiveOpening] {
    openings(attempt, in: views[views.count - 1], at: max(time.now.adding(attempt.call.ahead), now.latest))
  }

  /// The possible outcomes; more than one only if the password was being changed meanwhile, or a program crashed during
  /// the attempt.
  private func openings(_ attempt: Attempt, in view: View, at time: Moment) -> [NaiveOpening] {
    guard let token = attempt.call.tokenHash, let id = view.snapshot.isLoggedIn(token, at: time),
      let person = view.snapshot.person(id)
    else { return [.notLoggedIn] }
    let queries = view.snapshot.queries.filter { $0.person == id }
    let latest = queries.last { $0.state != "failed" } ?? queries.last
    guard let query = attempt.query.map({ id in queries.first { $0.id == id } }) ?? latest else {
      return [.noSuchQuery]
    }
    if query.isOpen || query.state == "failed" { return [.notReady] }
    if query.state == "expired" || time >= query.expiresAt ?? .distantFuture { return [.expired] }
    if let until = person.lockedUntil, time < until { return [.locked] }
    let possible = (attempt.passwords + people[attempt.call.person].passwords).uniqued
    let opens: NaiveOpening = ledger.closedForGood.contains(query.number) ? .closed : .opens(query.number)
    guard possible.contains(attempt.password) else { return [.wrong] }
    return possible.count == 1 ? [opens] : [opens, .wrong]
  }

  /// Counts wrong passwords. Five of them lock opening, so never more than four in a row are told to be wrong.
  private func countWrong(_ outcome: Result<OpenedReport, CardholderFault>, _ call: Ledger.Call) {
    let person = call.person
    switch outcome {
    case .success, .failure(.passwordLocked): ledger.wrongPasswords[person] = 0
    case .failure(.passwordWrong) where call.firstView >= ledger.clearedAt[person, default: 0]:
      ledger.wrongPasswords[person, default: 0] += 1
    case .failure: break
    }
    hold(ledger.wrongPasswords[person, default: 0] < 5, 5, "five wrong passwords and opening is not locked")
  }

  // MARK: The content of reports

  /// Checks rules 5 and 4: the report has what the banks sealed, and no count for the others.
  private func check(_ report: OpenedReport, of query: Snapshot.QueryRow) {
    hold(report.generatedAt == query.generatedAt && report.expiresAt == query.expiresAt, 6, "a report's times differ")
    hold(report.summary.map(\.bank) == query.banks, 4, "a report does not name each bank")
    var cards: [MaskedCard] = []
    for (position, outcome) in query.outcomes.enumerated() where report.summary.indices.contains(position) {
      let readable = outcome.state == "answered" ? sealedCards(query.number, position) : nil
      cards += readable ?? []
      check(report.summary[position], against: outcome.state, readable)
    }
    hold(report.cards == cards, 5, "a report shows other cards than the banks sealed")
    hold(report.complete == report.summary.allSatisfy { $0.outcome == .answered }, 4, "a report says it is complete")
  }

  private func sealedCards(_ query: Int, _ position: Int) -> [MaskedCard]? {
    ledger.counted[query]?[position].flatMap { banks.readable($0) }
  }

  private func check(_ line: OpenedReport.Line, against state: String, _ cards: [MaskedCard]?) {
    let outcome = state == "answered" && cards == nil ? "failed" : state
    hold(line.outcome.rawValue == outcome, 5, "\(line.bank) is shown as \(line.outcome), not \(outcome)")
    let isCounted = line.outcome == .answered
    hold(
      line.debit == (isCounted ? cards?.count { $0.kind == .debit } : nil), 4,
      "\(line.bank): debit \(String(describing: line.debit))")
    hold(
      line.credit == (isCounted ? cards?.count { $0.kind == .credit } : nil), 4,
      "\(line.bank): credit \(String(describing: line.credit))")
  }
}

extension NaiveOpening {
  func fits(_ fault: CardholderFault) -> Bool {
    switch (self, fault) {
    case (.notLoggedIn, .notLoggedIn), (.noSuchQuery, .noSuchQuery), (.noSuchQuery, .noQueryYet),
      (.notReady, .reportNotReady),
      (.expired, .reportExpired), (.closed, .reportClosed), (.locked, .passwordLocked), (.wrong, .passwordWrong),
      (.wrong, .passwordLocked):
      true
    // The places were held by attempts that a crash cut off, or a lease ran out while clocks jumped: no password was
    // tried.
    case (.opens, .busy), (.closed, .busy), (.wrong, .busy), (.locked, .busy): true
    default: false
    }
  }
}
