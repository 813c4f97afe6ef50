import Domain

/// `show banks`
struct ShowBanks: ShowCommand, PlainCommand {
  static let form = Form("show banks", zh: "各银行的状态", en: "banks and their states", examples: ["show banks"])

  func result(by running: Revision, in context: CommandContext) throws -> any CommandResult {
    let session = try context.session()
    return Listing.banks(
      context.catalogue, running: running.rollout, candidate: session.candidate,
      profiles: try session.onboarding.profiles(of: session.names.banks.map(\.code)))
  }
}
