import Text

/// All regions, banks and groups, and the one place that turns names that people write into codes.
public struct Catalogue: Sendable {
  /// All regions, in the order of GB/T 2260.
  public let regions: [Region]
  /// All banks, in the order of the registry.
  public let banks: [Bank]
  /// The groups of regions: `all`, which is made here, then those of the registry.
  public let regionGroups: [Group<RegionCode>]
  /// The groups of banks: `all`, which is made here, then those of the registry.
  public let bankGroups: [Group<BankCode>]
  /// The preconditions of commits, if the policy asks for them.
  public var preconditions = Preconditions.none
  /// The agreement that people accept before every query; nil if there is none.
  public var agreement: Agreement?
  /// The regions that a rollout renames.
  var ownRegionNames: [RegionCode: Bilingual] = [:]
  /// The banks that a rollout renames.
  var ownBankNames: [BankCode: Bilingual] = [:]

  let regionNames: NameIndex<RegionCode>
  let bankNames: NameIndex<BankCode>
  private let regionPositions: [RegionCode: Int]
  private let bankPositions: [BankCode: Int]
  private let regionGroupPositions: [String: Int]
  private let bankGroupPositions: [String: Int]

  /// Checks everything first; throws if the entries contradict themselves.
  public init(
    regions: [Region], banks: [Bank], regionGroups: [Group<RegionCode>] = [], bankGroups: [Group<BankCode>] = []
  ) throws(CatalogueFault) {
    let problems = CatalogueCheck.problems(
      regions: regions, banks: banks, regionGroups: regionGroups, bankGroups: bankGroups)
    guard problems.isEmpty else { throw CatalogueFault(problems: problems) }
    self.regions = regions.sorted { $0.divisionNumber < $1.divisionNumber }
    self.banks = banks
    self.regionGroups = [Self.everyRegion(self.regions)] + regionGroups
    self.bankGroups = [Self.everyBank(banks)] + bankGroups
    regionNames = NameIndex(self.regions.map(\.indexEntry))
    bankNames = NameIndex(banks.map(\.indexEntry))
    regionPositions = Self.positions(self.regions.map(\.code))
    bankPositions = Self.positions(banks.map(\.code))
    regionGroupPositions = Self.positions(self.regionGroups.map(\.name))
    bankGroupPositions = Self.positions(self.bankGroups.map(\.name))
  }

  public func region(_ code: RegionCode) -> Region? { regionPositions[code].map { regions[$0] } }
  public func bank(_ code: BankCode) -> Bank? { bankPositions[code].map { banks[$0] } }
  public func regionGroup(_ name: String) -> Group<RegionCode>? {
    regionGroupPositions[Spelling.key(name)].map { regionGroups[$0] }
  }
  public func bankGroup(_ name: String) -> Group<BankCode>? {
    bankGroupPositions[Spelling.key(name)].map { bankGroups[$0] }
  }

  /// The group of everything, which no registry lists.
  static let everythingName = "all"

  private static func everyRegion(_ regions: [Region]) -> Group<RegionCode> {
    let title = Bilingual(zh: "全部地区", en: "all regions")
    return Group(name: everythingName, title: title, members: regions.map(\.code))
  }

  private static func everyBank(_ banks: [Bank]) -> Group<BankCode> {
    let title = Bilingual(zh: "全部银行", en: "all banks")
    return Group(name: everythingName, title: title, members: banks.map(\.code))
  }

  private static func positions<Key: Hashable>(_ keys: [Key]) -> [Key: Int] {
    Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($0.element, $0.offset) })
  }
}
