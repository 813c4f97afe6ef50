import Domain
import RolloutControl

/// `commit check`
struct CheckCommit: ReadingCommand, IdleCommand, PlainCommand {
  static let form = Form(
    "commit check", zh: "检查能否提交，不提交", en: "check whether the candidate can be committed, without committing",
    examples: ["commit check"])

  /// Checks the candidate; one that would be refused for its preconditions ends with the exit status of a broken rule.
  func run(in context: CommandContext) throws -> Reply {
    let session = try context.session()
    let running = try session.running().number
    let comparison = ComparisonResult(
      from: .revision(running), to: .candidate, changes: try session.check(), catalogue: context.catalogue)
    let forecast = try session.forecast()
    let result = CommitCheckResult(
      comparison: comparison, warnings: try session.warnings(), forecast: forecast,
      impact: ImpactResult(report: forecast.impact, catalogue: context.catalogue))
    return Reply(result: result, status: forecast.unmet.isEmpty ? .done : .refused)
  }
}
