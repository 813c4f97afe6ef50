import Text

/// The banks and names that a rollout adds to the registry: banks that its files do not have, and other names of
/// regions and banks.
///
/// Only differences from the registry are kept, so that equal rollouts compare equal.
public struct RegistryChanges: Sendable, Equatable {
  /// The added banks, without CNAPS numbers and card prefixes, which a rollout does not hold.
  public private(set) var banks: [BankCode: Bank]
  /// The names of regions in place of the registry's own.
  public private(set) var regionNames: [RegionCode: RegionName]
  /// The names of banks, of the registry or added, in place of their own.
  public private(set) var bankNames: [BankCode: Bilingual]

  public static let none = RegistryChanges()

  public init() {
    banks = [:]
    regionNames = [:]
    bankNames = [:]
  }

  public var isEmpty: Bool { banks.isEmpty && regionNames.isEmpty && bankNames.isEmpty }

  public mutating func set(_ bank: Bank?, for code: BankCode) { banks[code] = bank }
  public mutating func set(_ name: RegionName?, for region: RegionCode) { regionNames[region] = name }
  public mutating func set(_ name: Bilingual?, for bank: BankCode) { bankNames[bank] = name }
}

/// The name that a rollout gives a region.
public struct RegionName: Sendable, Equatable {
  public let name: Bilingual
  /// The full Chinese name; nil leaves the registry's.
  public let fullName: String?

  public init(_ name: Bilingual, fullName: String? = nil) {
    self.name = name
    self.fullName = fullName
  }
}

extension RegistryChanges {
  /// The changes one by one, in the order in which they can be made: banks, then names.
  var parts: [RegistryChanges] {
    banks.keys.sorted().map { code in part { $0.set(banks[code], for: code) } }
      + regionNames.keys.sorted().map { code in part { $0.set(regionNames[code], for: code) } }
      + bankNames.keys.sorted().map { code in part { $0.set(bankNames[code], for: code) } }
  }

  private func part(_ fill: (inout RegistryChanges) -> Void) -> RegistryChanges {
    var part = RegistryChanges.none
    fill(&part)
    return part
  }

  /// These changes, and those of others about other regions and banks.
  public func joined(with others: RegistryChanges) -> RegistryChanges {
    var joined = others
    for (code, bank) in banks { joined.set(bank, for: code) }
    for (code, name) in regionNames { joined.set(name, for: code) }
    for (code, name) in bankNames { joined.set(name, for: code) }
    return joined
  }

  /// Drops names that equal the registry's own.
  mutating func dropOwnNames(in registry: Catalogue) {
    for (code, name) in regionNames {
      guard let region = registry.region(code) else { continue }
      let fullName = name.fullName == region.fullName.zh ? nil : name.fullName
      set(name.name == region.name && fullName == nil ? nil : RegionName(name.name, fullName: fullName), for: code)
    }
    for (code, name) in bankNames where name == (registry.bank(code) ?? banks[code])?.name {
      set(Bilingual?.none, for: code)
    }
  }
}
