import Domain

/// `audit head`
struct ShowAuditHead: ReadingCommand, AnsweringCommand, PlainCommand {
  static let form = Form("audit head", zh: "审计链头", en: "the head of the audit chain", examples: ["audit head"])

  static let needs = CommandNeeds.anyDatabase

  func answer(in context: CommandContext) throws -> any Answer { Listing.head(try context.session().audit.head()) }
}
