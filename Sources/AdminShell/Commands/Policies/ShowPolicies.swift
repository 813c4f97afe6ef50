import Domain

/// `show policies`
struct ShowPolicies: ShowCommand, PlainCommand {
  static let form = Form("show policies", zh: "各项策略", en: "policies", examples: ["show policies"])

  func result(by running: Revision, in context: CommandContext) throws -> any CommandResult {
    let session = try context.session()
    return Listing.policies(
      running: running.rollout, candidate: session.candidate, isSandbox: session.store.isSandbox)
  }
}
