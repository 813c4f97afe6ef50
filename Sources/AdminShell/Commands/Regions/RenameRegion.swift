import Domain
import Text

/// `rename region`
struct RenameRegion: EditCommand {
  let region: RegionCode
  let name: RegionName

  static let form = Form(
    "rename region", [.one(.region), .one(.chinese), .one(.english)],
    clauses: [Clause("full", .one(.name), zh: "中文全称，默认不变", en: "the full Chinese name; default unchanged")],
    zh: "给地区改名；原来的写法仍然有效", en: "rename a region; its former names still work",
    details: Bilingual(
      zh: "代码不变。改回登记资料中的名称即恢复原样。",
      en: "The code stays the same. Renaming it back to its registry name undoes the change."),
    examples: ["rename region 广东 粤省 Yue"])

  var edit: RolloutEdit { .renameRegion(region, name) }
}

extension RenameRegion {
  init(_ arguments: Arguments, _ names: Binder) throws {
    let name = RegionName(
      try arguments.bilingual(1), fullName: try arguments.clause("full").first.map(arguments.name))
    self.init(region: try names.region(arguments.operands[0]), name: name)
  }
}
