import Domain
import RolloutControl

/// `show map compare`
struct CompareMap: ShowCommand {
  let revision: Int

  static let form = Form(
    "show map compare", [.one(.revision)], zh: "某版本至候选版本（无改动则至现行版本）的变化，以地图显示",
    en: "changes from a revision to the candidate (or the running revision, without changes) on the map",
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
