import Domain
import RolloutControl

/// `show map compare`
struct CompareMap: ShowCommand {
  let revision: Int

  static let form = Form(
    "show map compare", [.one(.revision)], zh: "地图上某个版本以来的变化，到候选版本（没有改动时到现行版本）",
    en: "the map's changes since a revision, up to the candidate, or the running revision if it has none",
    examples: ["show map compare 2"])

  func result(by running: Revision, in context: CommandContext) throws -> any CommandResult {
    let session = try context.session()
    let target = session.differs ? Comparison.Reference.candidate : .revision(running.number)
    return MapResult(
      map: TileMap(
        context.catalogue, running: try session.history.revision(revision), candidate: session.candidate, target: target
      ),
      columns: context.settings.columns)
  }
}

extension CompareMap {
  init(_ arguments: Arguments, _ names: Binder) throws {
    self.init(revision: try arguments.number(0, .revision))
  }
}
