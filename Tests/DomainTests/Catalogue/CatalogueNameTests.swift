import Testing
import Text

@testable import Domain

struct CatalogueNameTests {
  @Test(arguments: [
    ("CN-SH", "CN-SH"), ("cn-sh", "CN-SH"), ("31", "CN-SH"), ("310000", "CN-SH"), ("上海", "CN-SH"), ("上海市", "CN-SH"),
    ("Shanghai", "CN-SH"), ("SHANGHAI", "CN-SH"), ("  shanghai\t", "CN-SH"), ("ｓｈａｎｇｈａｉ", "CN-SH"), ("３１", "CN-SH"),
    ("ＣＮ－ＳＨ", "CN-SH"), ("雲南", "CN-YN"), ("雲南省", "CN-YN"), ("內蒙古自治區", "CN-NM"), ("inner mongolia", "CN-NM"),
    ("Inner  Mongolia", "CN-NM"), ("Nei Mongol", "CN-NM"), ("neimenggu", "CN-NM"), ("shanxi", "CN-SX"),
    ("shaanxi", "CN-SN"),
    ("Shaan'xi", "CN-SN"), ("陝西", "CN-SN"), ("　重慶　", "CN-CQ"),
  ])
  func `a region is found under every spelling`(text: String, code: String) throws {
    #expect(try Sample.catalogue().resolveRegion(text).text == code)
  }

  @Test(arguments: [
    ("icbc", "icbc"), ("ICBC", "icbc"), ("工商银行", "icbc"), ("工行", "icbc"), ("中國工商銀行", "icbc"),
    ("中国工商银行股份有限公司", "icbc"), ("industrial and commercial bank of china", "icbc"), ("浦發銀行", "spdb"),
    ("上海浦东发展银行股份有限公司", "spdb"), ("上海银行", "bosc"), ("bank of shanghai", "bosc"), ("Ping'an Bank", "pab"),
  ])
  func `a bank is found under every spelling`(text: String, code: String) throws {
    #expect(try Sample.catalogue().resolveBank(text).text == code)
  }

  @Test func `groups stand for their members where several may be named, and only there`() throws {
    let catalogue = try Sample.catalogue()
    #expect(try catalogue.resolveRegions("Pilot-1").map(\.text) == ["CN-SH", "CN-YN"])
    #expect(try catalogue.resolveRegions("all").count == 6)
    #expect(try catalogue.resolveRegions("云南").map(\.text) == ["CN-YN"])
    #expect(try catalogue.resolveBanks("ALL").count == 6)
    #expect(try catalogue.resolveBanks("some-2").map(\.text) == ["icbc", "pab"])
    #expect(throws: NameFault.unknownRegion("pilot-1", suggestions: [])) { try catalogue.resolveRegion("pilot-1") }
    #expect(throws: NameFault.unknownBank("some-2", suggestions: [])) { try catalogue.resolveBank("some-2") }
  }

  @Test(arguments: [
    ("shan", ["CN-SX", "CN-SH"]), ("SH", ["CN-SX", "CN-SH", "CN-SN"]), ("省", ["CN-SX", "CN-YN", "CN-SN"]),
  ])
  func `a part of several regions' names is ambiguous`(text: String, codes: [String]) throws {
    try expectAmbiguous(text, codes) { _ = try Sample.catalogue().resolveRegion(text) }
  }

  @Test(arguments: [
    ("重庆", ["bcq", "cqfm"]), ("chongqing", ["bcq", "cqfm"]), ("重慶", ["bcq", "cqfm"]),
    ("bank of", ["icbc", "bosc", "bcq"]),
    ("银行", ["icbc", "spdb", "bosc", "bcq", "cqfm", "pab"]),
  ])
  func `a part of several banks' names is ambiguous`(text: String, codes: [String]) throws {
    try expectAmbiguous(text, codes) { _ = try Sample.catalogue().resolveBank(text) }
  }

  private func expectAmbiguous(_ text: String, _ codes: [String], _ resolve: () throws -> Void) throws {
    let fault = try #require(throws: NameFault.self, performing: resolve)
    #expect(fault.code == "ambiguous" && fault.kind == .refused)
    #expect(fault.alternatives.map(\.code) == codes)
    #expect(fault.facts == [.init("name", .string(text)), .init("candidates", JSONValue(codes))])
  }

  @Test(arguments: [
    ("上", ["CN-SH"]), ("shangh", ["CN-SH", "CN-SX"]), ("sx", []), ("cn-sz", ["CN-SX", "CN-SH", "CN-SN"]),
    ("shanhgai", ["CN-SH", "CN-SX"]),
    ("shanxx", ["CN-SX", "CN-SN"]), ("mongolia", ["CN-NM"]), ("99", []), ("310115", []), ("", []), ("   ", []),
    ("上每", ["CN-SH"]),
    ("atlantis", []), ("上海银行", ["CN-SH"]),
  ])
  func `an unknown region is refused with what is near`(text: String, codes: [String]) throws {
    let fault = try #require(throws: NameFault.self) { try Sample.catalogue().resolveRegion(text) }
    #expect(fault.code == "unknown_region" && fault.kind == .refused)
    #expect(fault.alternatives.map(\.code) == codes)
    #expect(fault.facts == [.init("name", .string(text)), .init("suggestions", JSONValue(codes))])
  }

  @Test(arguments: [
    ("上海", ["bosc", "spdb"]), ("Shanghai", ["bosc", "spdb"]), ("31", ["bosc", "spdb"]), ("CN-YN", []), ("云南", []),
    ("icbcc", ["icbc"]), ("工尚银行", ["icbc", "bosc"]), ("富民", ["cqfm"]), ("pba", ["pab"]), ("nothing like it", []),
    ("", []),
  ])
  func `an unknown bank is refused with what is near, and a place is no bank`(text: String, codes: [String]) throws {
    let fault = try #require(throws: NameFault.self) { try Sample.catalogue().resolveBank(text) }
    #expect(fault.code == "bank_unknown")
    #expect(Set(codes).isSubset(of: fault.alternatives.map(\.code)), "\(fault.alternatives.map(\.code))")
    #expect(codes.isEmpty == fault.alternatives.isEmpty)
    #expect(fault.alternatives.count <= 3)
  }

  @Test(arguments: [
    ("app", Channel.app), ("APP", .app), ("mini-program", .miniProgram), ("Mini Program", .miniProgram),
    ("小程序", .miniProgram),
    ("official-account", .officialAccount), ("公眾號", .officialAccount), ("web", .web), ("offline", .offline),
  ])
  func `a channel is found by code and by name`(text: String, channel: Channel) throws {
    #expect(try Catalogue.resolveChannel(text) == channel)
  }

  @Test func `an unknown channel is refused with what is near`() {
    let web = NameSuggestion(code: "web", name: Channel.web.name)
    #expect(throws: NameFault.unknownChannel("wbe", suggestions: [web])) { try Catalogue.resolveChannel("wbe") }
    #expect(throws: NameFault.unknownChannel("telex", suggestions: [])) { try Catalogue.resolveChannel("telex") }
  }

  @Test func `messages say it in both languages, with the codes`() {
    let list = [
      NameSuggestion(code: "bcq", name: Bilingual(zh: "重庆银行", en: "Bank of Chongqing")),
      NameSuggestion(code: "cqfm", name: Bilingual(zh: "重庆富民银行", en: "Chongqing Fumin Bank")),
    ]
    let ambiguous = NameFault.ambiguous("重庆", candidates: list).message
    #expect(ambiguous.zh == "“重庆”可以是：重庆银行（bcq）、重庆富民银行（cqfm）；请写全名或代码")
    #expect(
      ambiguous.en
        == "\"重庆\" could be Bank of Chongqing (bcq), Chongqing Fumin Bank (cqfm); give the full name or the code")
    let unknown = NameFault.unknownBank("bcqq", suggestions: [list[0]]).message
    #expect(unknown.zh == "没有银行“bcqq”，是不是 重庆银行（bcq）？")
    #expect(unknown.en == "no bank \"bcqq\"; did you mean Bank of Chongqing (bcq)?")
    #expect(NameFault.unknownRegion("x\u{1B}[2J", suggestions: []).message.en == "no region \"x\u{FFFD}[2J\"")
  }

  @Test func `a long list is cut in the message, not in the facts`() {
    let many = (0..<40).map { NameSuggestion(code: "b\($0)", name: Bilingual(zh: "银行\($0)", en: "Bank \($0)")) }
    let fault = NameFault.ambiguous("b", candidates: many)
    #expect(fault.message.en.contains("Bank 11 (b11) and others, 40 in all"))
    #expect(!fault.message.en.contains("b12"))
    #expect(fault.facts[1].value == JSONValue(many.map(\.code)))
  }

  @Test(arguments: [
    ("", "", 0), ("abc", "abc", 0), ("abc", "acb", 1), ("abc", "ab", 1), ("abc", "xbc", 1), ("ca", "abc", 3),
  ])
  func `slips are counted, a swap of neighbours as one`(left: String, right: String, expected: Int) {
    let (left, right) = (Array(left.unicodeScalars), Array(right.unicodeScalars))
    #expect(EditDistance.between(left, right, atMost: 5) == expected)
    #expect(EditDistance.between(left, right, atMost: expected - 1) == nil)
  }

  @Test func `four thousand banks are told apart, and a wrong name among them is still answered`() throws {
    let banks = (0..<4_000).map { Sample.bank("b\($0)", "第\($0)号银行", "Bank No. \($0) of the Country", ["\($0)行"]) }
    let catalogue = try Catalogue(regions: Sample.regions, banks: banks)
    #expect(try catalogue.resolveBank("第３９９９號銀行").text == "b3999")
    let fault = try #require(throws: NameFault.self) { try catalogue.resolveBank("b39999") }
    #expect(fault.alternatives.first?.code == "b3999")
  }
}
