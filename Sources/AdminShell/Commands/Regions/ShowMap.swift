import Domain

/// `show map`
struct ShowMap: ShowCommand, PlainCommand {
  static let form = Form(
    "show map", zh: "31 个地区的图块地图，标出候选版本的改动", en: "the 31 regions as a tile map, with the candidate's changes marked",
    examples: ["show map"])

  func result(by running: Revision, in context: CommandContext) throws -> any CommandResult {
    MapResult(
      map: TileMap(context.catalogue, running: running, candidate: try context.session().candidate),
      columns: context.settings.columns)
  }
}
