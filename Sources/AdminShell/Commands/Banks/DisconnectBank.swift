import Domain

/// `disconnect bank`
struct DisconnectBank: EditCommand {
  let banks: [BankCode]

  static let form = Form(
    "disconnect bank", [.some(.banks)], zh: "断开银行；未答复的询问作废", en: "disconnect banks; their open enquiries are withdrawn",
    examples: ["disconnect bank cbhb"])

  var edit: RolloutEdit { .disconnect(banks) }
}

extension DisconnectBank {
  init(_ arguments: Arguments, _ names: Binder) throws { self.init(banks: try names.banks(arguments.operands)) }
}
