import Domain
import Text

/// `rename bank`
struct RenameBank: EditCommand {
  let bank: BankCode
  let name: Bilingual

  static let form = Form(
    "rename bank", [.one(.bank), .one(.chinese), .one(.english)], zh: "给银行改名；原来的写法仍然有效",
    en: "rename a bank; its former names still work",
    details: Bilingual(
      zh: "代码不变。改回登记资料中的名称即恢复原样。",
      en: "The code stays the same. Renaming it back to its registry name undoes the change."),
    examples: ["rename bank cqfm 富民银行 \"Fumin Bank\""])

  var edit: RolloutEdit { .renameBank(bank, name) }
}

extension RenameBank {
  init(_ arguments: Arguments, _ names: Binder) throws {
    let name = try arguments.bilingual(1)
    self.init(bank: try names.bank(arguments.operands[0]), name: name)
  }
}
