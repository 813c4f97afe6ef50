import Domain

/// `show certification`
struct ShowCertification: ShowCommand {
  let bank: BankCode

  static let form = Form(
    "show certification", [.one(.bank)], zh: "银行最近一次认证：结论、有效期和未通过的检查项",
    en: "a bank's latest certification: verdict, validity and failed checks", examples: ["show certification icbc"])

  func result(by running: Revision, in context: CommandContext) throws -> any CommandResult {
    try context.certification(of: bank)
  }
}

extension ShowCertification {
  init(_ arguments: Arguments, _ names: Binder) throws { self.init(bank: try names.bank(arguments.operands[0])) }
}

extension CommandContext {
  /// The latest run, signed by the network for others to verify, if the network's key can be read.
  func certification(of bank: BankCode) throws -> CertificationResult {
    let session = try session()
    return CertificationResult(
      profile: try session.onboarding.profile(of: bank), catalogue: catalogue,
      signingKey: try? session.onboarding.networkSigningKey())
  }
}
