import Domain
import Text

/// `open region`
struct OpenRegion: EditCommand {
  let regions: [RegionCode]
  let share: Share

  static let form = Form(
    "open region", [.some(.regions)],
    clauses: [
      Clause("share", .one(.share), zh: "开放比例，默认 100", en: "per cent of people let in; default 100")
    ],
    zh: "开放地区", en: "open regions",
    details: Bilingual(
      zh: "开放比例为 0 到 100，最多两位小数。提高比例时，已能使用的人不受影响；share 0 等于关闭。",
      en: """
        The share is 0 to 100 per cent with at most two decimals. Raising it keeps everyone already let in; share 0 closes \
        the region.
        """),
    examples: ["open region 上海 云南", "open region CN-GD share 12.5", "open region pilot-2"])

  var edit: RolloutEdit { .openRegions(regions, share) }
}

extension OpenRegion {
  init(_ arguments: Arguments, _ names: Binder) throws {
    let share = try arguments.share("share") ?? .full
    self.init(regions: try names.regions(arguments.operands), share: share)
  }
}
