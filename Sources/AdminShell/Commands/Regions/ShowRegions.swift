import Domain

/// `show regions`
struct ShowRegions: ShowCommand, PlainCommand {
  static let form = Form("show regions", zh: "各地区的开放比例", en: "regions and their shares", examples: ["show regions"])

  func result(by running: Revision, in context: CommandContext) throws -> any CommandResult {
    Listing.regions(TileMap(context.catalogue, running: running, candidate: try context.session().candidate))
  }
}
