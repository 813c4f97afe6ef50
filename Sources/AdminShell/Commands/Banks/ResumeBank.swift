import Domain

/// `resume bank`
struct ResumeBank: EditCommand {
  let banks: [BankCode]

  static let form = Form(
    "resume bank", [.some(.banks)], zh: "恢复暂停的银行", en: "resume suspended banks", examples: ["resume bank cmb"])

  var edit: RolloutEdit { .resume(banks) }
}

extension ResumeBank {
  init(_ arguments: Arguments, _ names: Binder) throws { self.init(banks: try names.banks(arguments.operands)) }
}
