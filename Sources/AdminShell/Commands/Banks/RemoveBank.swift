import Domain

/// `remove bank`
struct RemoveBank: EditCommand {
  let bank: BankCode

  static let form = Form(
    "remove bank", [.one(.bank)], zh: "移除用 add bank 登记的银行；须先断开",
    en: "remove a bank added with add bank; disconnect it first", examples: ["remove bank gxnx"])

  var edit: RolloutEdit { .removeBank(bank) }
}

extension RemoveBank {
  init(_ arguments: Arguments, _ names: Binder) throws { self.init(bank: try names.bank(arguments.operands[0])) }
}
