import Domain
import Text

/// `connect bank`
struct ConnectBank: EditCommand {
  let banks: [BankCode]
  let regions: BankRegions

  static let form = Form(
    "connect bank", [.some(.banks)],
    clauses: [Clause("in", .some(.regions), zh: "只在这些地区，默认各地", en: "in these regions only; default everywhere")],
    zh: "接入银行", en: "connect banks",
    details: Bilingual(zh: "in 替换原有的地区，不是追加。", en: "in replaces the bank's regions; it does not add to them."),
    examples: ["connect bank national-14", "connect bank 广东农信 in 广东"])

  var edit: RolloutEdit { .connect(banks, regions) }
}

extension ConnectBank {
  init(_ arguments: Arguments, _ names: Binder) throws {
    self.init(
      banks: try names.banks(arguments.operands), regions: try names.bankRegions(arguments.clause("in")))
  }
}
