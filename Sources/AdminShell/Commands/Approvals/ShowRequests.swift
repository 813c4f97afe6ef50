import Domain

/// `show requests`
struct ShowRequests: ReadingCommand, AnsweringCommand, PlainCommand {
  static let form = Form("show requests", zh: "全部申请", en: "all requests", examples: ["show requests"])

  static let needs = CommandNeeds.anyDatabase

  func answer(in context: CommandContext) throws -> any Answer {
    let session = try context.session()
    return Listing.requests(try session.approvals.requests(), try session.emergencies.brokenGlass())
  }
}
