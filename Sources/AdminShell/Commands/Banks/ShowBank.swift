import Domain

/// `show bank`
struct ShowBank: ShowCommand {
  let bank: BankCode

  static let form = Form(
    "show bank", [.one(.bank)], zh: "一家银行的全部情况：状态、接口地址、密钥、认证、维护",
    en: "everything about a bank: state, endpoint, keys, certification, maintenance", examples: ["show bank icbc"])

  func result(by running: Revision, in context: CommandContext) throws -> any CommandResult {
    let session = try context.session()
    return BankProfileResult(
      profile: try session.onboarding.profile(of: bank), health: try session.watch.health(of: [bank]).banks[0],
      running: running.rollout, candidate: session.candidate, catalogue: context.catalogue)
  }
}

extension ShowBank {
  init(_ arguments: Arguments, _ names: Binder) throws { self.init(bank: try names.bank(arguments.operands[0])) }
}
