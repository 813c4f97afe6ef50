import Domain

/// `show keys network`
struct ShowNetworkKeys: ShowCommand, PlainCommand {
  static let form = Form(
    "show keys network", zh: "网络的公钥；JSON 输出即银行要登记的文件",
    en: "the network's public keys; as JSON, the file that banks register", examples: ["show keys network"])

  func result(by running: Revision, in context: CommandContext) throws -> any CommandResult {
    Listing.networkKeys(try context.session().onboarding.networkKeys())
  }
}
