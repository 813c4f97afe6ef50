import Domain
import TestRandom
import Text

/// Rollouts with every combination of settings.
struct RandomRollout {
  /// The regions; no rollout's gate knows the last two.
  static let regions = (0..<33).map { RegionCode("CN-\($0)") }
  static let banks = (0..<72).map { BankCode("bank\($0)") }
  static let knownRegions = Array(regions.dropLast(2))
  /// The banks that gates know, more than one word of bits.
  static let knownBanks = Array(banks.dropLast(2))

  var random: Seeded

  mutating func rollout() -> Rollout {
    var rollout = Rollout()
    if random.oneIn(8) { rollout.service = .paused(reason: text()) }
    for channel in Channel.allCases where !random.oneIn(3) { rollout.set(channel, open: true) }
    for region in Self.knownRegions { rollout.set(share(), for: region) }
    for bank in Self.knownBanks { rollout.set(bankState(), for: bank) }
    if random.oneIn(3) { rollout.set(policy: "four-eyes", to: text()) }
    if random.oneIn(2) { rollout.registry = registry() }
    return rollout
  }

  /// Random registry entries, which need not be consistent.
  private mutating func registry() -> RegistryChanges {
    var changes = RegistryChanges.none
    for code in Self.banks.prefix(6) where random.oneIn(3) {
      let spellings = (0..<random.below(3)).map { _ in text() }
      let home = random.oneIn(2) ? random.pick(Self.knownRegions) : nil
      let bank = Bank(
        code: code, name: name(), legalName: text(), spellings: spellings, tier: random.pick(BankTier.allCases),
        home: home)
      changes.set(bank, for: code)
    }
    for code in Self.banks.prefix(9) where random.oneIn(4) { changes.set(name(), for: code) }
    for code in Self.knownRegions.prefix(6) where random.oneIn(3) {
      changes.set(RegionName(name(), fullName: random.oneIn(2) ? text() : nil), for: code)
    }
    return changes
  }

  private mutating func name() -> Bilingual { Bilingual(zh: text(), en: text()) }

  mutating func share() -> Share {
    switch random.below(5) {
    case 0: Share.none
    case 1: .full
    case 2: random.pick([Share(hundredths: 1), Share(hundredths: 9_999)].compactMap(\.self))
    default: Share(hundredths: random.below(10_001)) ?? .none
    }
  }

  private mutating func bankState() -> BankRollout {
    switch random.below(5) {
    case 0: .closed
    case 1: .connected(.everywhere)
    case 2: .suspended(reason: text(), regions: random.oneIn(2) ? nil : someRegions())
    default: .connected(someRegions())
    }
  }

  private mutating func someRegions() -> BankRegions {
    if random.oneIn(4) { return .everywhere }
    return .named((0...random.below(12)).map { _ in random.pick(Self.knownRegions) })
  }

  private mutating func text() -> String { random.pick(["维护", "it's \"broken\"\n", "", "\\ \u{1}🏦"]) }

  /// A bucket, as often at the edge of a share as elsewhere.
  mutating func bucket(near share: Share) -> Bucket {
    let edge = Int(share.hundredths) - random.below(2)
    return Bucket(
      number: UInt16(random.oneIn(2) && (0..<Bucket.count).contains(edge) ? edge : random.below(Bucket.count)))
  }
}
