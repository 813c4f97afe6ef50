import Domain

/// `show channels`
struct ShowChannels: ShowCommand, PlainCommand {
  static let form = Form(
    "show channels", zh: "各渠道是否开放", en: "channels, open or closed", examples: ["show channels"])

  func result(by running: Revision, in context: CommandContext) throws -> any CommandResult {
    Listing.channels(running: running.rollout, candidate: try context.session().candidate)
  }
}
