import Domain
import TestFixtures
import Testing

@testable import Registry

struct BundledRegistryTests {
  let registry: Registry

  init() throws { registry = try Registry.bundled() }

  var catalogue: Catalogue { registry.catalogue }

  @Test func `it holds the 31 regions and the 24 banks in the order of the contract`() {
    #expect(catalogue.regions.count == 31)
    #expect(
      catalogue.banks.map(\.code.text).joined(separator: " ")
        == "icbc abc boc ccb bocom psbc citic ceb cmb spdb cmbc hxb pab cib cgb czb cbhb bob bosc bcq cqfm jlyl jlnx gdnx"
    )
    #expect(catalogue.banks.filter { $0.tier == .national }.count == 17)
    #expect(catalogue.regions.map(\.divisionNumber) == catalogue.regions.map(\.divisionNumber).sorted())
  }

  @Test func `the groups have the members of the facts`() throws {
    let regions = Dictionary(uniqueKeysWithValues: catalogue.regionGroups.map { ($0.name, $0.members.count) })
    let banks = Dictionary(uniqueKeysWithValues: catalogue.bankGroups.map { ($0.name, $0.members.count) })
    #expect(regions == ["all": 31, "pilot-1": 2, "pilot-2": 14])
    #expect(banks == ["all": 24, "national-14": 14, "national-16": 16, "national-17": 17, "regional-7": 7])
    let late = try Set(catalogue.resolveBanks("national-17")).subtracting(catalogue.resolveBanks("national-14"))
    #expect(late.map(\.text).sorted() == ["cbhb", "hxb", "psbc"])
    #expect(try Set(catalogue.resolveRegions("pilot-1")).isDisjoint(with: catalogue.resolveRegions("pilot-2")))
  }

  @Test func `the second pilot waits for the first, and everybody else for the second`() {
    let rules = catalogue.preconditions.openings
    #expect(rules.map(\.group) == ["pilot-2", "all"] && rules.map(\.after) == ["pilot-1", "pilot-2"])
    #expect(rules.map(\.regions.count) == [14, 15] && rules.map(\.predecessors.count) == [2, 14])
    #expect(rules.all { $0.days == 14 && $0.answered.hundredths == 9_900 })
    #expect(catalogue.preconditions.connections.map(\.banks.count) == [24])
    #expect(catalogue.preconditions.connections.map(\.certificationDays) == [60])
  }

  @Test func `the map has its corners where China has them`() throws {
    let tile = { (name: String) in try #require(catalogue.region(catalogue.resolveRegion(name))).tile }
    #expect(try tile("黑龙江").row == catalogue.regions.map(\.tile.row).min())
    #expect(try tile("海南").row == catalogue.regions.map(\.tile.row).max())
    #expect(try tile("新疆").column == catalogue.regions.map(\.tile.column).min())
    #expect(try tile("黑龙江").column == catalogue.regions.map(\.tile.column).max())
  }

  @Test(arguments: [
    "北京 北京市 11 Beijing CN-BJ", "天津 天津市 12 Tianjin CN-TJ", "河北 河北省 13 Hebei CN-HE", "山西 山西省 14 Shanxi CN-SX",
    "內蒙古 內蒙古自治區 15 NeiMongol CN-NM", "遼寧 遼寧省 21 Liaoning CN-LN", "吉林 吉林省 22 Jilin CN-JL",
    "黑龍江 黑龍江省 23 Heilongjiang CN-HL", "上海 上海市 31 Shanghai CN-SH", "江蘇 江蘇省 32 Jiangsu CN-JS",
    "浙江 浙江省 33 Zhejiang CN-ZJ", "安徽 安徽省 34 Anhui CN-AH", "福建 福建省 35 Fujian CN-FJ", "江西 江西省 36 Jiangxi CN-JX",
    "山東 山東省 37 Shandong CN-SD", "河南 河南省 41 Henan CN-HA", "湖北 湖北省 42 Hubei CN-HB", "湖南 湖南省 43 Hunan CN-HN",
    "廣東 廣東省 44 Guangdong CN-GD", "廣西 廣西壯族自治區 45 Guangxi CN-GX", "海南 海南省 46 Hainan CN-HI",
    "重慶 重慶市 50 Chongqing CN-CQ", "四川 四川省 51 Sichuan CN-SC", "貴州 貴州省 52 Guizhou CN-GZ", "雲南 雲南省 53 Yunnan CN-YN",
    "西藏 西藏自治區 54 Tibet CN-XZ", "陝西 陝西省 61 Shaanxi CN-SN", "甘肅 甘肅省 62 Gansu CN-GS", "青海 青海省 63 Qinghai CN-QH",
    "寧夏 寧夏回族自治區 64 Ningxia CN-NX", "新疆 新疆維吾爾自治區 65 Xinjiang CN-XJ",
    "内蒙古 内蒙古自治区 150000 neimenggu CN-NM", "西藏 西藏自治区 540000 xizang CN-XZ", "云南 云南省 530000 YUNNAN cn-yn",
    "陕西 陕西省 610000 shaanxi cn-sn", "山西 山西省 140000 shanxi cn-sx",
  ])
  func `a region answers to all its names`(row: String) throws {
    let spellings = row.split(separator: " ").map(String.init)
    let code = try catalogue.resolveRegion(spellings[4])
    #expect(code.text == spellings[4].uppercased())
    for spelling in spellings { #expect(try catalogue.resolveRegion(spelling) == code) }
  }

  @Test(arguments: [
    "icbc: 工商银行 工行 中国工商银行 中国工商银行股份有限公司 中國工商銀行 ICBC", "abc: 农业银行 农行 農業銀行 中国农业银行", "boc: 中国银行 中行 中國銀行 BOC",
    "ccb: 建设银行 建行 中國建設銀行", "bocom: 交通银行 交行 交通銀行 BoCom", "psbc: 邮储银行 邮储 郵儲銀行 中國郵政儲蓄銀行 邮政储蓄银行",
    "citic: 中信银行 中信 中信銀行", "ceb: 光大银行 光大 中國光大銀行", "cmb: 招商银行 招行 招商銀行", "spdb: 浦发银行 浦发 上海浦东发展银行 浦發銀行 上海浦東發展銀行",
    "cmbc: 民生银行 民生 中國民生銀行", "hxb: 华夏银行 华夏 華夏銀行", "pab: 平安银行 平安", "cib: 兴业银行 兴业 興業銀行", "cgb: 广发银行 广发 廣發銀行 GDB",
    "czb: 浙商银行 浙商", "cbhb: 渤海银行 渤海", "bob: 北京银行 北京銀行", "bosc: 上海银行 上海銀行", "bcq: 重庆银行 重慶銀行",
    "cqfm: 重庆富民银行 富民银行 重慶富民銀行", "jlyl: 吉林亿联银行 亿联银行 吉林億聯銀行", "jlnx: 吉林农信 吉林省农村信用社联合社 吉林農信",
    "gdnx: 广东农信 广东省农村信用社联合社 廣東農信 廣東省農村信用社聯合社",
  ])
  func `a bank answers to all its names`(row: String) throws {
    let parts = row.split(separator: ":").map(String.init)
    let bank = try #require(catalogue.bank(catalogue.resolveBank(parts[0])))
    let spellings =
      parts[1].split(separator: " ").map(String.init) + [bank.legalName, bank.name.en, bank.name.en.uppercased()]
    for spelling in spellings { #expect(try catalogue.resolveBank(spelling).text == parts[0], "\(spelling)") }
  }

  @Test func `no region's name is a bank`() {
    for region in catalogue.regions {
      for name in [region.name.zh, region.fullName.zh, region.name.en, region.divisionNumber] + region.spellings {
        #expect(throws: NameFault.self, "\(name)") { try catalogue.resolveBank(name) }
      }
    }
  }

  @Test(arguments: [
    ("上海", "bank_unknown", ["bosc", "spdb"]), ("北京", "bank_unknown", ["bob"]), ("广东", "bank_unknown", ["gdnx", "cgb"]),
    ("重庆", "ambiguous", ["bcq", "cqfm"]), ("吉林", "ambiguous", ["jlyl", "jlnx"]), ("农信", "ambiguous", ["jlnx", "gdnx"]),
    ("cm", "ambiguous", ["cmb", "cmbc"]),
    ("bank of", "ambiguous", ["icbc", "abc", "boc", "bocom", "psbc", "bob", "bosc", "bcq"]),
  ])
  func `what is no bank or several is told apart`(text: String, code: String, codes: [String]) throws {
    let fault = try #require(throws: NameFault.self) { try catalogue.resolveBank(text) }
    #expect(fault.code == code)
    #expect(Set(codes).isSubset(of: fault.alternatives.map(\.code)), "\(fault.alternatives.map(\.code))")
  }

  @Test(arguments: ["xi", "hu", "湖", "广", "shan", "自治区"]) func `a part of several regions is ambiguous`(text: String)
    throws
  {
    let fault = try #require(throws: NameFault.self) { try catalogue.resolveRegion(text) }
    #expect(fault.code == "ambiguous" && fault.alternatives.count >= 2)
  }

  @Test func `reference facts are there where they are certain`() throws {
    let abc = try #require(catalogue.bank(BankCode("abc")))
    #expect(abc.cnapsClass == "103" && abc.cnapsHeadOffice == "103100000026" && abc.home?.text == "CN-BJ")
    #expect(abc.debitPrefixes.contains { $0.description == "622821/19" })
    let fumin = try #require(catalogue.bank(BankCode("cqfm")))
    #expect(fumin.debitPrefixes.isEmpty && fumin.creditPrefixes.isEmpty && fumin.home?.text == "CN-CQ")
  }

  @Test func `the notices warn of every known pretext in both languages`() {
    let zh = registry.notices.json(in: .zh).compact
    let en = registry.notices.json(in: .en).compact
    for word in ["理财", "贷款", "快递", "会员", "刷单", "额度", "学生账户", "注销账户", "连接安全认证", "校园贷"] {
      #expect(zh.contains(word))
    }
    for word in [
      "wealth", "loan", "parcel", "membership", "fake orders", "credit limit", "student account", "closed",
      "security certification", "quota",
    ] {
      #expect(en.contains(word), "\(word)")
    }
    #expect(zh.contains("反诈") && en.contains("anti-fraud"))
    #expect(registry.notices.sections.count >= 5)
  }

  @Test func `the agreement says what is consented to`() {
    #expect(registry.agreement.version == "2021-12")
    let zh = registry.agreement.json(in: .zh).compact
    for word in ["姓名", "手机号", "证件", "任何银行", "这一次", "7 个自然日", "不是征信"] { #expect(zh.contains(word), "\(word)") }
    let en = registry.agreement.json(in: .en).compact
    for word in [
      "name, phone number and identity document", "to no other", "one query", "7 natural days", "not a credit enquiry",
    ] {
      #expect(en.contains(word), "\(word)")
    }
  }
}
