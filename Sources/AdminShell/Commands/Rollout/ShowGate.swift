import Domain
import Text

/// `show gate`
struct ShowGate: ShowCommand, PlainCommand {
  static let form = Form(
    "show gate", zh: "现行版本的全部内容", en: "everything in the running revision", examples: ["show gate"])

  func result(by running: Revision, in context: CommandContext) throws -> any CommandResult {
    try context.result(for: running)
  }
}

extension CommandContext {
  /// The whole rollout of one revision.
  func result(for revision: Revision) throws -> RolloutResult {
    let title = Bilingual(
      zh: "版本 \(revision.number)（\(revision.effectiveAt.short) 生效）",
      en: "revision \(revision.number) (effective \(revision.effectiveAt.short))")
    return RolloutResult(
      heading: revision.members, title: title, rollout: revision.rollout, changes: nil,
      catalogue: try session().catalogue(of: revision), columns: settings.columns)
  }
}
