import Text

/// Finds all contradictions in regions, banks and groups.
struct CatalogueCheck {
  private typealias Place = CatalogueProblem.Place

  private let regions: [Region]
  private let banks: [Bank]
  private var problems: [CatalogueProblem] = []

  /// All problems, in the order regions, banks, groups; each in the order of its list.
  static func problems(
    regions: [Region], banks: [Bank], regionGroups: [Group<RegionCode>], bankGroups: [Group<BankCode>]
  ) -> [CatalogueProblem] {
    var check = CatalogueCheck(regions: regions, banks: banks)
    check.checkRegions()
    check.checkBanks()
    let (regionOwners, bankOwners) = check.checkSpellings()
    check.checkGroups(regionGroups, .regionGroups, regionOwners)
    check.checkGroups(bankGroups, .bankGroups, bankOwners)
    return check.problems
  }

  private init(regions: [Region], banks: [Bank]) {
    self.regions = regions
    self.banks = banks
  }

  private mutating func report(_ place: Place, zh: String, en: String) { report(place, Bilingual(zh: zh, en: en)) }

  private mutating func report(_ place: Place, _ message: Bilingual) {
    problems.append(CatalogueProblem(place: place, message: message))
  }

  private mutating func checkRegions() {
    var tiles: [Region.Tile: RegionCode] = [:]
    for (position, region) in regions.enumerated() {
      if !Pattern.isRegionCode(region.code.text) {
        report(
          Place(.regions, position, .code), zh: "地区代码“\(region.code)”不是 CN-SH 形式的 ISO 3166-2 代码",
          en: "region code \"\(region.code)\" is not an ISO 3166-2 code such as CN-SH")
      }
      if !Pattern.isDigits(region.divisionNumber, count: 2) {
        report(
          Place(.regions, position, .division), zh: "“\(region.divisionNumber)”不是 GB/T 2260 的两位数字代码",
          en: "\"\(region.divisionNumber)\" is not a two-digit code of GB/T 2260")
      }
      checkTile(region, position, &tiles)
      requireText(region.name, Place(.regions, position, .name))
      requireText(region.fullName, Place(.regions, position, .fullName))
    }
  }

  private mutating func checkTile(_ region: Region, _ position: Int, _ tiles: inout [Region.Tile: RegionCode]) {
    let tile = region.tile
    let place = Place(.regions, position, .tile)
    if !(0...8).contains(tile.column) || !(0...8).contains(tile.row) {
      report(place, zh: "地图上的行和列应为 0 到 8", en: "the column and row on the map must be 0 to 8")
    }
    if let other = tiles.updateValue(region.code, forKey: tile) {
      report(place, zh: "地图上的位置与 \(other) 重复", en: "the place on the map is already \(other)'s")
    }
  }

  private mutating func checkBanks() {
    let homes = Set(regions.map(\.code))
    for (position, bank) in banks.enumerated() {
      if !Pattern.isBankCode(bank.code.text) {
        report(
          Place(.banks, position, .code), zh: "银行代码“\(bank.code)”应为 2 到 16 个小写字母或数字，以字母开头",
          en: "bank code \"\(bank.code)\" must be 2 to 16 lower-case letters or digits, beginning with a letter")
      }
      if let home = bank.home, !homes.contains(home) {
        report(Place(.banks, position, .home), zh: "没有地区 \(home)", en: "no region \(home)")
      }
      checkNumber(bank.cnapsClass, 3, Place(.banks, position, .cnapsClass))
      checkNumber(bank.cnapsHeadOffice, 12, Place(.banks, position, .cnapsHeadOffice))
      requireText(bank.name, Place(.banks, position, .name))
      requireText(Bilingual(same: bank.legalName), Place(.banks, position, .legalName))
    }
  }

  private mutating func checkNumber(_ number: String?, _ count: Int, _ place: Place) {
    guard let number, !Pattern.isDigits(number, count: count) else { return }
    report(place, zh: "“\(number)”应为 \(count) 位数字", en: "\"\(number)\" must be \(count) digits")
  }

  private mutating func requireText(_ text: Bilingual, _ place: Place) {
    guard Spelling.key(text.zh).isEmpty || Spelling.key(text.en).isEmpty else { return }
    report(place, zh: "名称不能为空", en: "a name must not be empty")
  }
}

extension CatalogueCheck {
  /// Checks that no spelling means two things, and that no bank is called like a region (docs/contract.md,
  /// "Identifiers"). Gives the code that each spelling means.
  private mutating func checkSpellings() -> ([String: RegionCode], [String: BankCode]) {
    var regionOwners: [String: RegionCode] = [:]
    for (position, region) in regions.enumerated() {
      for (text, field, element) in region.spelled {
        claim(text, Spelling.key(text), for: region.code, at: Place(.regions, position, field, element), &regionOwners)
      }
    }
    var bankOwners: [String: BankCode] = [:]
    for (position, bank) in banks.enumerated() {
      for (text, field, element) in bank.spelled {
        let (key, place) = (Spelling.key(text), Place(.banks, position, field, element))
        claim(text, key, for: bank.code, at: place, &bankOwners)
        if let region = regionOwners[key] {
          report(
            place, zh: "“\(text)”同时指银行 \(bank.code) 和地区 \(region)",
            en: "\"\(text)\" means both bank \(bank.code) and region \(region)")
        }
      }
    }
    return (regionOwners, bankOwners)
  }

  private mutating func claim<Code: Hashable>(
    _ text: String, _ key: String, for code: Code, at place: CatalogueProblem.Place, _ owners: inout [String: Code]
  ) {
    if key.isEmpty, place.field == .spellings { report(place, zh: "名称不能为空", en: "a name must not be empty") }
    if key == Catalogue.everythingName {
      report(place, zh: "“all”表示全部，不能用作名称", en: "\"all\" means all of them and cannot be a name")
    }
    guard let owner = owners[key] else {
      owners[key] = key.isEmpty ? nil : code
      return
    }
    // An entry may say the same thing twice; a second entry of the same code may not be.
    if owner != code || place.field == .code {
      report(place, place.field == .code && owner == code ? Self.twice(code) : Self.bothNamed(text, owner, code))
    }
  }

  private static func twice<Code>(_ code: Code) -> Bilingual {
    Bilingual(zh: "代码 \(code) 重复", en: "code \(code) stands twice")
  }

  /// Which of the two came first says nothing: it may be the one that is renamed.
  private static func bothNamed<Code>(_ text: String, _ one: Code, _ other: Code) -> Bilingual {
    Bilingual(zh: "“\(text)”同时指 \(one) 和 \(other)", en: "\"\(text)\" means both \(one) and \(other)")
  }

  private mutating func checkGroups<Code: Hashable>(
    _ groups: [Group<Code>], _ list: CatalogueProblem.List, _ owners: [String: Code]
  ) {
    let codes = Set(owners.values)
    var taken = Set(owners.keys).union([Catalogue.everythingName])
    for (position, group) in groups.enumerated() {
      let place = CatalogueProblem.Place(list, position, .name)
      if !Pattern.isGroupName(group.name) {
        report(
          place, zh: "组名“\(group.name)”只能用小写字母、数字和连字符，以字母开头",
          en: "group name \"\(group.name)\" must be lower-case letters, digits and hyphens, beginning with a letter")
      }
      if !taken.insert(Spelling.key(group.name)).inserted {
        report(place, zh: "名称“\(group.name)”已被使用", en: "the name \"\(group.name)\" is already used")
      }
      requireText(group.title, CatalogueProblem.Place(list, position, .title))
      checkMembers(group, list, position, among: codes)
    }
  }

  private mutating func checkMembers<Code: Hashable>(
    _ group: Group<Code>, _ list: CatalogueProblem.List, _ position: Int, among codes: Set<Code>
  ) {
    if group.members.isEmpty {
      report(CatalogueProblem.Place(list, position, .members), zh: "组里没有成员", en: "the group has no members")
    }
    var seen: Set<Code> = []
    for (element, member) in group.members.enumerated() {
      let place = CatalogueProblem.Place(list, position, .members, element)
      if !codes.contains(member) {
        report(place, zh: "没有 \(member)", en: "no such member: \(member)")
      } else if !seen.insert(member).inserted {
        report(place, zh: "成员 \(member) 重复", en: "\(member) is already a member")
      }
    }
  }
}

extension Region {
  fileprivate var spelled: [(String, CatalogueProblem.Field, Int?)] {
    [
      (code.text, .code, nil), (divisionNumber, .division, nil), (longDivisionNumber, .division, nil),
      (name.zh, .name, nil), (name.en, .name, nil), (fullName.zh, .fullName, nil), (fullName.en, .fullName, nil),
    ] + spellings.enumerated().map { ($0.element, .spellings, $0.offset) }
  }
}

extension Bank {
  fileprivate var spelled: [(String, CatalogueProblem.Field, Int?)] {
    [(code.text, .code, nil), (name.zh, .name, nil), (name.en, .name, nil), (legalName, .legalName, nil)]
      + spellings.enumerated().map { ($0.element, .spellings, $0.offset) }
  }
}

extension BankCode {
  /// Nil if the text has not the shape of a bank's code: 2 to 16 lower-case letters or digits, a letter first.
  public init?(wellFormed text: String) {
    guard Pattern.isBankCode(text) else { return nil }
    self.init(text)
  }
}

/// The shapes of codes.
private enum Pattern {
  static func isDigits(_ text: String, count: Int) -> Bool {
    text.utf8.count == count && text.utf8.allSatisfy(\.isDigit)
  }

  /// `CN-` and two capitals (ISO 3166-2).
  static func isRegionCode(_ text: String) -> Bool {
    text.utf8.count == 5 && text.hasPrefix("CN-") && text.utf8.dropFirst(3).allSatisfy { (65...90).contains($0) }
  }

  static func isBankCode(_ text: String) -> Bool {
    (2...16).contains(text.utf8.count) && startsLow(text) && text.utf8.allSatisfy { isLow($0) || $0.isDigit }
  }

  static func isGroupName(_ text: String) -> Bool {
    startsLow(text) && text.utf8.allSatisfy { isLow($0) || $0.isDigit || $0 == UInt8(ascii: "-") }
  }

  private static func startsLow(_ text: String) -> Bool { text.utf8.first.map(isLow) ?? false }
  private static func isLow(_ byte: UInt8) -> Bool { (97...122).contains(byte) }
}
