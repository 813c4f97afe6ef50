import Domain
import Text

/// `show candidate`
struct ShowCandidate: ShowCommand, PlainCommand {
  static let form = Form(
    "show candidate", zh: "候选版本及其改动", en: "the candidate and its changes", examples: ["show candidate"])

  func result(by running: Revision, in context: CommandContext) throws -> any CommandResult {
    let session = try context.session()
    let changes = running.rollout.changes(to: session.candidate)
    let base = session.base.number
    return RolloutResult(
      heading: [
        .init("revision", "candidate"), .init("base", JSONValue(base)), .init("differs", .bool(!changes.isEmpty)),
        .init("changes", .array(changes.map(\.json))),
      ],
      title: Bilingual(zh: "候选版本（基于版本 \(base)）", en: "candidate (from revision \(base))"),
      rollout: session.candidate,
      changes: ComparisonResult(
        from: .revision(running.number), to: .candidate, changes: changes, catalogue: context.catalogue),
      catalogue: session.catalogue, columns: context.settings.columns)
  }
}
