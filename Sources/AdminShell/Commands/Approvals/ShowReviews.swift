import Domain

/// `show reviews`
struct ShowReviews: ShowCommand, PlainCommand {
  static let form = Form("show reviews", zh: "紧急操作的复核", en: "reviews of emergencies", examples: ["show reviews"])

  func result(by running: Revision, in context: CommandContext) throws -> any CommandResult {
    Listing.reviews(try context.session().emergencies.reviews())
  }
}
