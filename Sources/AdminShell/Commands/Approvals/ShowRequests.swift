import Domain

/// `show requests`
struct ShowRequests: ReadingCommand, ResultCommand, PlainCommand {
  static let form = Form("show requests", zh: "全部审批申请", en: "all requests", examples: ["show requests"])

  static let needs = CommandNeeds.anyDatabase

  func result(in context: CommandContext) throws -> any CommandResult {
    let session = try context.session()
    return Listing.requests(try session.approvals.requests(), try session.emergencies.brokenGlass())
  }
}
