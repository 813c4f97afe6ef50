import Domain

/// `close region`
struct CloseRegion: EmergencyCommand {
  let regions: [RegionCode]

  static let form = Form(
    "close region", [.some(.regions)],
    clauses: [
      .emergency, Clause("reason", .one(.text), zh: "原因，紧急操作必填", en: "the reason; required for an emergency"),
    ], zh: "关闭地区；已受理的查询照常完成", en: "close regions; accepted queries finish",
    examples: ["close region 上海", "close region 上海 emergency reason \"数据异常\""])

  var edit: RolloutEdit { .closeRegions(regions) }
}

extension CloseRegion {
  init(_ arguments: Arguments, _ names: Binder) throws {
    // Only an emergency has a reason.
    if arguments.has("reason"), !arguments.has("emergency") { throw arguments.missing("emergency") }
    self.init(regions: try names.regions(arguments.operands))
  }
}
