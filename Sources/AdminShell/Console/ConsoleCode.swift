import Domain
import RolloutControl
import Text

/// The rollout as code.
extension Console {
  func reply(to code: CodeCommand, _ session: OperatorSession) throws -> Reply {
    switch code {
    case .export(let number): return Reply(answer: try export(number, session))
    case .plan(let file):
      let plan = try session.plan(steps(of: file, from: try session.running().rollout))
      return Reply(
        answer: PlanAnswer(plan: plan, catalogue: session.names(of: plan)),
        status: plan.commits.isEmpty ? .done : .different)
    case .apply(let file, let terms):
      let (plan, outcomes) = try applied(steps(of: file, from: try session.running().rollout), terms, session)
      return Reply(
        answer: AppliedAnswer(
          plan: plan, commits: try answers(for: outcomes, session), running: try session.running().number,
          catalogue: session.names(of: plan)),
        notes: outcomes.isEmpty ? [Self.nothingApplied] : [])
    case .drift(let file):
      let drift = try session.drift(from: steps(of: file, from: .initial))
      return Reply(
        answer: ComparisonAnswer(
          from: .revision(drift.revision), to: .file(ScriptFile.path(of: file)), changes: drift.changes,
          catalogue: drift.names),
        status: drift.changes.isEmpty ? .done : .different)
    }
  }

  private static let nothingApplied = Bilingual(
    zh: "没有要改的：现行版本已经如此", en: "nothing to change: the running revision is so already")

  /// Where a commit is refused, those before it stay, and are told of.
  private func applied(
    _ steps: [ScriptedStep], _ terms: CommitTerms, _ session: OperatorSession
  ) throws -> (plan: Plan, outcomes: [CommitOutcome]) {
    var made: [CommitOutcome] = []
    do {
      return try session.apply(steps, terms) { made.append($0) }
    } catch {
      for outcome in made { certifying.tell(CommitAnswer(outcome: outcome).message[settings.language]) }
      throw error
    }
  }

  private func answers(for outcomes: [CommitOutcome], _ session: OperatorSession) throws -> [CommitAnswer] {
    try outcomes.map { try answer(for: $0, session) }
  }

  func steps(of file: Word, from state: Rollout) throws -> [ScriptedStep] {
    try ScriptSteps.steps(of: file, binder(from: state), variables).map(\.step)
  }

  /// What was written is read again before it is given: it gives back exactly that state, or nothing is given.
  private func export(_ number: Int?, _ session: OperatorSession) throws -> ExportAnswer {
    let revision = try number.map { try session.history.revision($0) } ?? session.running()
    let script = ExportedScript(revision)
    guard try script.isExact(registry) else { throw RolloutFault.notExportable }
    return ExportAnswer(revision: revision, script: script)
  }
}
