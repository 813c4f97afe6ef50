import Text

@testable import Domain

/// A few regions and banks, enough for every rule of names.
enum Sample {
  static func region(
    _ code: String, _ number: String, _ zh: String, _ en: String, _ spellings: [String] = [], full: String = "",
    tile: (Int, Int)
  ) -> Region {
    Region(
      code: RegionCode(code), divisionNumber: number, name: Bilingual(zh: zh, en: en),
      fullName: Bilingual(zh: full.isEmpty ? zh + "省" : full, en: en), spellings: spellings,
      tile: Region.Tile(column: tile.0, row: tile.1))
  }

  static func bank(
    _ code: String, _ zh: String, _ en: String, _ spellings: [String] = [], legal: String = "", home: String? = nil
  ) -> Bank {
    Bank(
      code: BankCode(code), name: Bilingual(zh: zh, en: en), legalName: legal.isEmpty ? zh + "股份有限公司" : legal,
      spellings: spellings, tier: .national, home: home.map(RegionCode.init))
  }

  static let regions = [
    region("CN-SH", "31", "上海", "Shanghai", full: "上海市", tile: (6, 4)),
    region("CN-NM", "15", "内蒙古", "Inner Mongolia", ["Nei Mongol", "Nei Menggu"], full: "内蒙古自治区", tile: (4, 1)),
    region("CN-SX", "14", "山西", "Shanxi", tile: (3, 2)),
    region("CN-SN", "61", "陕西", "Shaanxi", tile: (2, 3)),
    region("CN-CQ", "50", "重庆", "Chongqing", full: "重庆市", tile: (2, 4)),
    region("CN-YN", "53", "云南", "Yunnan", tile: (1, 5)),
  ]

  static let banks = [
    bank("icbc", "工商银行", "Industrial and Commercial Bank of China", ["工行", "中国工商银行"], legal: "中国工商银行股份有限公司"),
    bank("spdb", "浦发银行", "Shanghai Pudong Development Bank", ["浦发"], legal: "上海浦东发展银行股份有限公司", home: "CN-SH"),
    bank("bosc", "上海银行", "Bank of Shanghai"),
    bank("bcq", "重庆银行", "Bank of Chongqing"),
    bank("cqfm", "重庆富民银行", "Chongqing Fumin Bank"),
    bank("pab", "平安银行", "Ping An Bank"),
  ]

  static let regionGroups = [
    Group(
      name: "pilot-1", title: Bilingual(zh: "试点", en: "pilot"), members: [RegionCode("CN-SH"), RegionCode("CN-YN")])
  ]
  static let bankGroups = [
    Group(name: "some-2", title: Bilingual(zh: "两家", en: "two"), members: [BankCode("icbc"), BankCode("pab")])
  ]

  static func catalogue() throws -> Catalogue {
    try Catalogue(regions: regions, banks: banks, regionGroups: regionGroups, bankGroups: bankGroups)
  }
}
