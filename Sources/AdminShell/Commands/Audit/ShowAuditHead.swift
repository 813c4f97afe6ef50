import Domain

/// `audit head`
struct ShowAuditHead: ReadingCommand, ResultCommand, PlainCommand {
  static let form = Form("audit head", zh: "审计链头", en: "the audit head", examples: ["audit head"])

  static let needs = CommandNeeds.anyDatabase

  func result(in context: CommandContext) throws -> any CommandResult {
    Listing.head(try context.session().audit.head())
  }
}
