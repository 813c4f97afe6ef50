import Domain
import Text

/// `regions.yaml`, `banks.yaml` and `groups.yaml`: read one by one, then checked together.
struct CatalogueFiles {
  let directory: String
  let findings: Findings

  /// The catalogue; nil if something is wrong, which the findings say.
  func read() -> Catalogue? {
    let files = [
      open("regions.yaml", ["regions"]), open("banks.yaml", ["banks"]), open("groups.yaml", ["regions", "banks"]),
    ]
    let regions = files[0]?.entries("regions", required: Self.regionKeys, optional: ["spellings"], Self.region) ?? []
    let banks = files[1]?.entries("banks", required: Self.bankKeys, optional: Self.optionalBankKeys, Self.bank) ?? []
    let regionGroups = files[2]?.entries("regions", required: Self.groupKeys) { Self.group($0, RegionCode.init) } ?? []
    let bankGroups = files[2]?.entries("banks", required: Self.groupKeys) { Self.group($0, BankCode.init) } ?? []
    guard files.allSatisfy({ $0 != nil }) else { return nil }
    do {
      return try Catalogue(
        regions: regions.map(\.value), banks: banks.map(\.value), regionGroups: regionGroups.map(\.value),
        bankGroups: bankGroups.map(\.value))
    } catch {
      for problem in error.problems {
        switch problem.place.list {
        case .regions: report(problem, regions)
        case .banks: report(problem, banks)
        case .regionGroups: report(problem, regionGroups)
        case .bankGroups: report(problem, bankGroups)
        }
      }
      return nil
    }
  }

  private func open(_ name: String, _ keys: [String]) -> DataFile? {
    DataFile(name, in: directory, keys: keys, findings: findings)
  }

  /// Reports a problem, unless its entry has been reported as incomplete or misshapen: problems that follow from that
  /// are no news.
  private func report<Value>(_ problem: CatalogueProblem, _ entries: [Located<Value>]) {
    let (entry, place) = (entries[problem.place.entry], problem.place)
    guard !entry.isBroken else { return }
    let line = entry.reader.line(of: place.field.rawValue, element: place.element)
    findings.report(RegistryProblem(file: entry.reader.file, line: line, message: problem.message))
  }
}

extension CatalogueFiles {
  private static let regionKeys = ["code", "division", "name", "fullName", "tile"]
  private static let bankKeys = ["code", "name", "legalName", "tier"]
  private static let optionalBankKeys = [
    "spellings", "home", "cnapsClass", "cnapsHeadOffice", "debitPrefixes", "creditPrefixes",
  ]
  private static let groupKeys = ["name", "title", "members"]

  private static func region(_ entry: EntryReader) -> Region {
    let (name, fullName, spellings) = (entry.bilingual("name"), entry.text("fullName"), entry.texts("spellings"))
    let tile = entry.mapping("tile", required: ["column", "row"])
    entry.requirePlain([name.zh, name.en, fullName] + spellings)
    return Region(
      code: RegionCode(entry.text("code")), divisionNumber: entry.text("division"), name: name,
      fullName: Bilingual(zh: fullName, en: name.en), spellings: spellings,
      tile: Region.Tile(column: tile?.integer("column") ?? 0, row: tile?.integer("row") ?? 0))
  }

  private static func bank(_ entry: EntryReader) -> Bank {
    let (name, legalName, spellings) = (entry.bilingual("name"), entry.text("legalName"), entry.texts("spellings"))
    entry.requirePlain([name.zh, name.en, legalName] + spellings)
    return Bank(
      code: BankCode(entry.text("code")), name: name, legalName: legalName, spellings: spellings, tier: tier(entry),
      home: entry.optionalText("home").map(RegionCode.init),
      cnapsClass: entry.optionalText("cnapsClass"), cnapsHeadOffice: entry.optionalText("cnapsHeadOffice"),
      debitPrefixes: prefixes(entry, "debitPrefixes"), creditPrefixes: prefixes(entry, "creditPrefixes"))
  }

  private static func tier(_ entry: EntryReader) -> BankTier {
    let text = entry.text("tier")
    if let tier = BankTier(rawValue: text) { return tier }
    if !text.isEmpty {
      entry.reportHere("tier", zh: "应为 national 或 regional", en: "must be national or regional")
    }
    return .national
  }

  private static func prefixes(_ entry: EntryReader, _ key: String) -> [CardPrefix] {
    entry.texts(key).compactMap { text in
      let prefix = CardPrefix(text: text)
      if prefix == nil, !text.isEmpty {
        entry.reportHere(
          key, zh: "“\(text)”应写成“卡号开头/卡号位数”，如 622202/19",
          en: "\"\(text)\" must be a card number's first digits, a slash and its length, such as 622202/19")
      }
      return prefix
    }
  }

  private static func group<Code>(_ entry: EntryReader, _ code: (String) -> Code) -> Group<Code> {
    Group(name: entry.text("name"), title: entry.bilingual("title"), members: entry.texts("members").map(code))
  }
}
