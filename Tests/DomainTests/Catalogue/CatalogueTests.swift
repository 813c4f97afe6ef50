import TestFixtures
import Testing
import Text

@testable import Domain

struct CatalogueTests {
  @Test func `regions stand in the order of GB/T 2260, banks in the order given`() throws {
    let catalogue = try Sample.catalogue()
    #expect(catalogue.regions.map(\.divisionNumber) == ["14", "15", "31", "50", "53", "61"])
    #expect(catalogue.banks == Sample.banks)
  }

  @Test func `codes are looked up, and strange ones are not there`() throws {
    let catalogue = try Sample.catalogue()
    for region in Sample.regions { #expect(catalogue.region(region.code) == region) }
    for bank in Sample.banks { #expect(catalogue.bank(bank.code) == bank) }
    #expect(catalogue.region(RegionCode("CN-XX")) == nil)
    #expect(catalogue.bank(BankCode("none")) == nil)
  }

  @Test func `the group of all is made, first, and holds everything`() throws {
    let catalogue = try Sample.catalogue()
    #expect(catalogue.regionGroups.map(\.name) == ["all", "pilot-1"])
    #expect(catalogue.regionGroups[0].members == catalogue.regions.map(\.code))
    #expect(catalogue.bankGroups.map(\.name) == ["all", "some-2"])
    #expect(catalogue.bankGroups[0].members == catalogue.banks.map(\.code))
  }

  struct Mistake: Sendable, CustomTestStringConvertible {
    let place: String
    let text: String
    var regions: [Region] = []
    var banks: [Bank] = []
    var regionGroups: [Group<RegionCode>] = []
    var bankGroups: [Group<BankCode>] = []
    var testDescription: String { "\(place) \(text)" }
  }

  static let mistakes: [Mistake] = [
    Mistake(
      place: "regions[6].code", text: "ISO 3166-2",
      regions: [Sample.region("CN-xj", "65", "新疆", "Xinjiang", tile: (0, 2))]),
    Mistake(
      place: "regions[6].code", text: "code CN-SH stands twice",
      regions: [Sample.region("CN-SH", "65", "新疆", "Xinjiang", tile: (0, 2))]),
    Mistake(
      place: "regions[6].division", text: "GB/T 2260",
      regions: [Sample.region("CN-XJ", "650", "新疆", "Xinjiang", tile: (0, 2))]),
    Mistake(
      place: "regions[6].division", text: "means both CN-SH and CN-XJ",
      regions: [Sample.region("CN-XJ", "31", "新疆", "Xinjiang", tile: (0, 2))]),
    Mistake(
      place: "regions[6].tile", text: "already CN-SH's",
      regions: [Sample.region("CN-XJ", "65", "新疆", "Xinjiang", tile: (6, 4))]),
    Mistake(
      place: "regions[6].tile", text: "0 to 8", regions: [Sample.region("CN-XJ", "65", "新疆", "Xinjiang", tile: (9, 0))]),
    Mistake(place: "regions[6].name", text: "empty", regions: [Sample.region("CN-XJ", "65", "新疆", " ", tile: (0, 2))]),
    Mistake(
      place: "regions[6].spellings[1]", text: "means both CN-SX and CN-XJ",
      regions: [Sample.region("CN-XJ", "65", "新疆", "Xinjiang", ["Sinkiang", "SHAN XI"], tile: (0, 2))]),
    Mistake(
      place: "regions[6].spellings[0]", text: "empty",
      regions: [Sample.region("CN-XJ", "65", "新疆", "Xinjiang", [""], tile: (0, 2))]),
    Mistake(place: "banks[6].code", text: "lower-case", banks: [Sample.bank("ABC", "农业银行", "Agricultural Bank")]),
    Mistake(
      place: "banks[6].code", text: "code icbc stands twice", banks: [Sample.bank("icbc", "农业银行", "Agricultural Bank")]),
    Mistake(
      place: "banks[6].home", text: "no region CN-XX",
      banks: [Sample.bank("abc", "农业银行", "Agricultural Bank", home: "CN-XX")]),
    Mistake(
      place: "banks[6].spellings[0]", text: "means both icbc and abc",
      banks: [Sample.bank("abc", "农业银行", "Agricultural Bank", ["工 行"])]),
    Mistake(
      place: "banks[6].spellings[0]", text: "means both bank abc and region CN-SH",
      banks: [Sample.bank("abc", "农业银行", "Agricultural Bank", ["上海"])]),
    Mistake(
      place: "banks[6].spellings[0]", text: "all of them",
      banks: [Sample.bank("abc", "农业银行", "Agricultural Bank", ["ALL"])]),
    Mistake(
      place: "regionGroups[1].name", text: "already used",
      regionGroups: [Group(name: "pilot-1", title: Bilingual(zh: "x", en: "x"), members: [RegionCode("CN-SH")])]),
    Mistake(
      place: "regionGroups[1].name", text: "already used",
      regionGroups: [Group(name: "all", title: Bilingual(zh: "x", en: "x"), members: [RegionCode("CN-SH")])]),
    Mistake(
      place: "regionGroups[1].name", text: "already used",
      regionGroups: [Group(name: "yunnan", title: Bilingual(zh: "x", en: "x"), members: [RegionCode("CN-SH")])]),
    Mistake(
      place: "regionGroups[1].name", text: "hyphens",
      regionGroups: [Group(name: "Some", title: Bilingual(zh: "x", en: "x"), members: [RegionCode("CN-SH")])]),
    Mistake(
      place: "regionGroups[1].members", text: "no members",
      regionGroups: [Group(name: "none", title: Bilingual(zh: "x", en: "x"), members: [])]),
    Mistake(
      place: "regionGroups[1].title", text: "empty",
      regionGroups: [Group(name: "none", title: Bilingual(zh: "x", en: ""), members: [RegionCode("CN-SH")])]),
    Mistake(
      place: "bankGroups[1].members[1]", text: "no such member: nobody",
      bankGroups: [
        Group(name: "pair", title: Bilingual(zh: "x", en: "x"), members: [BankCode("icbc"), BankCode("nobody")])
      ]),
    Mistake(
      place: "bankGroups[1].members[1]", text: "already",
      bankGroups: [
        Group(name: "pair", title: Bilingual(zh: "x", en: "x"), members: [BankCode("icbc"), BankCode("icbc")])
      ]),
  ]

  @Test(arguments: mistakes) func `what contradicts itself is refused, and the place is named`(mistake: Mistake) throws
  {
    let fault = try #require(throws: CatalogueFault.self) {
      try Catalogue(
        regions: Sample.regions + mistake.regions, banks: Sample.banks + mistake.banks,
        regionGroups: Sample.regionGroups + mistake.regionGroups, bankGroups: Sample.bankGroups + mistake.bankGroups)
    }
    #expect(fault.problems.map(\.place.description).contains(mistake.place))
    #expect(fault.problems.all { $0.message.en.contains(mistake.text) }, "\(fault.message.en)")
  }

  @Test func `all that is wrong is listed`() throws {
    let fault = try #require(throws: CatalogueFault.self) {
      try Catalogue(
        regions: Sample.regions + [Sample.region("XJ", "6", "新疆", "Xinjiang", tile: (6, 4))],
        banks: [Sample.bank("A", "农业银行", "Agricultural Bank", home: "CN-XX")])
    }
    #expect(fault.problems.count == 5)
  }

  @Test(arguments: ["622848/19": "622848/19", "62/13": "62/13"]) func `a card prefix is read and written alike`(
    text: String, expected: String
  ) {
    #expect(CardPrefix(text: text)?.description == expected)
  }

  @Test(arguments: ["622848", "622848/", "/16", "62a/16", "62/12", "62/20", "1234567890123/13", "62/16/1"])
  func `what is no card prefix is not read`(text: String) {
    #expect(CardPrefix(text: text) == nil)
  }
}
