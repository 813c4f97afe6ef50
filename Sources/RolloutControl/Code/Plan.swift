import Domain
import Store

/// The changes that a script would make if it were run on top of the running revision.
public struct Plan: Sendable, Equatable {
  /// The running revision.
  public let base: Int
  /// The changes from the running revision to the state in which all of the commits have taken force.
  public let changes: [RolloutChange]
  /// The commits that change something, in their order.
  public let commits: [PlannedCommit]
  /// The state in which all of the commits have taken force.
  let state: Rollout
}

/// One commit that a script would make.
public struct PlannedCommit: Sendable, Equatable {
  public let terms: CommitTerms
  public let changes: [RolloutChange]
  /// The reasons for which the commit would be refused, as though those before it were made; empty if there are none.
  public let refusals: [Refusal]
  /// The subjects that the commit would open again after unreviewed emergencies closed them.
  public let reopens: [Reopening]
  /// The revisions that the commit would confirm, those that earlier commits of the script make included.
  public let confirms: [Int]
  /// The conflicts between the present schedule and the commit.
  public let clashes: [ScheduleClash]
  let steps: [ScriptedStep]
}

extension OperatorSession {
  /// The changes that a script would make, each of its commits judged and counted, with one more at the end for its
  /// uncommitted edits. Changes nothing, and leaves the candidate out.
  public func plan(_ steps: [ScriptedStep], _ terms: CommitTerms = CommitTerms()) throws -> Plan {
    let running = try store.runningRevision()
    let script = ScriptedState(committed: running.rollout, over: store.registry) {
      try self.history.revision($0).rollout
    }
    var final = running.rollout
    var commits: [PlannedCommit] = []
    var (number, waiting) = (running.number, try schedule.waitingCommits().map(\.revision))
    for part in steps.parts(terms) {
      let state = script.committed
      try script.perform(part.steps)
      let candidate = script.candidate
      let changes = state.changes(to: candidate)
      guard !changes.isEmpty else { continue }
      commits.append(try planned(part, changes, from: running.holding(state), to: candidate, confirming: waiting))
      final.apply(changes, of: candidate)
      script.take(part.terms)
      // A scheduled commit confirms nothing.
      guard part.terms.at == nil else { continue }
      number += 1
      waiting = part.terms.confirmation == nil ? [] : [number]
    }
    return Plan(
      base: running.number, changes: running.rollout.changes(to: final), commits: commits, state: final)
  }

  private func planned(
    _ part: ScriptPart, _ changes: [RolloutChange], from state: Revision, to candidate: Rollout,
    confirming waiting: [Int]
  ) throws -> PlannedCommit {
    PlannedCommit(
      terms: part.terms, changes: changes, refusals: try refusals(of: candidate, over: state, part.terms),
      reopens: try store.read { try $0.reopened(by: candidate, over: state.rollout) },
      confirms: part.terms.at == nil ? waiting : [],
      clashes: try clashes(of: candidate, over: state, part.terms), steps: part.steps)
  }

  /// Makes the commits of a script, one after the other, and stops at the first that is refused: the earlier ones stay,
  /// and `made` was called for each. Gives the plan, and the outcome of each commit; none if nothing was left to
  /// change. The session's own candidate stays, put on top of the revision running then.
  public func apply(
    _ steps: [ScriptedStep], _ terms: CommitTerms, made: (CommitOutcome) -> Void = { _ in }
  ) throws -> (plan: Plan, outcomes: [CommitOutcome]) {
    let plan = try plan(steps, terms)
    let outcomes = try plan.commits.map { planned in
      let session = try staged(planned)
      let outcome = try session.commit(planned.terms)
      foretold.ofCommits += session.foretold.ofCommits
      made(outcome)
      return outcome
    }
    _ = try running()
    return (plan, outcomes)
  }

  /// A session of its own, for a request for approval: its candidate is the rollout that a script makes of the running
  /// revision, with the terms of the script's commit. A request is one commit, so a script that makes several is
  /// refused.
  public func staged(
    _ steps: [ScriptedStep], _ terms: CommitTerms
  ) throws -> (session: OperatorSession, terms: CommitTerms) {
    let commits = try plan(steps, terms).commits
    guard let planned = commits.first else { throw RolloutFault.nothingChanged }
    guard commits.count == 1 else { throw RolloutFault.severalCommits(commits.count) }
    return (try staged(planned), planned.terms)
  }

  private func staged(_ planned: PlannedCommit) throws -> OperatorSession {
    let session = try OperatorSession(store: store, author: author)
    try session.perform(planned.steps)
    return session
  }

  /// The differences of the running revision from the state that a script makes from revision 0.
  public func drift(
    from steps: [ScriptedStep]
  ) throws -> (revision: Int, changes: [RolloutChange], names: Catalogue) {
    let running = try store.runningRevision()
    let script = ScriptedState(committed: .initial, over: store.registry, later: .inForce) { number in
      guard number == 0 else { throw RolloutFault.notAState(rollback: number) }
      return .initial
    }
    try script.perform(steps)
    let state = script.candidate
    return (running.number, running.rollout.changes(to: state), names(of: state, and: running.rollout))
  }
}

/// The steps of one commit, with its terms.
struct ScriptPart {
  let steps: [ScriptedStep]
  let terms: CommitTerms
}

extension [ScriptedStep] {
  /// The steps of each commit; the last has the terms given.
  fileprivate func parts(_ terms: CommitTerms) -> [ScriptPart] {
    var parts: [ScriptPart] = []
    var steps: [ScriptedStep] = []
    for step in self {
      guard case .commit(let own) = step else {
        steps.append(step)
        continue
      }
      parts.append(ScriptPart(steps: steps, terms: own.completed(by: terms)))
      steps = []
    }
    return parts + [ScriptPart(steps: steps, terms: terms)]
  }
}
