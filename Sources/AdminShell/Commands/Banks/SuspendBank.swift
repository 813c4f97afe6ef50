import Domain

/// `suspend bank`
struct SuspendBank: EmergencyCommand {
  let banks: [BankCode]
  let reason: String

  static let form = Form(
    "suspend bank", [.some(.banks)], clauses: [.emergency, .reason], zh: "暂停银行；询问等待其恢复",
    en: "suspend banks; their enquiries wait", examples: ["suspend bank 招商银行 reason \"系统升级\""])

  var edit: RolloutEdit { .suspend(banks, reason: reason) }
}

extension SuspendBank {
  init(_ arguments: Arguments, _ names: Binder) throws {
    let reason = try arguments.text("reason")
    self.init(banks: try names.banks(arguments.operands), reason: reason)
  }
}
