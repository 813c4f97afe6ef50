/// The banks that a rollout offers to people, by places of regions and banks.
struct Offer {
  private let gate: Gate

  init(_ rollout: Rollout, regions: [RegionCode], banks: [BankCode]) {
    gate = Gate(revision: 0, rollout: rollout, regions: regions, banks: banks)
  }

  /// The bucket below which people may enter through some channel.
  func limit(row: Int) -> Int {
    let region = RegionPosition(UInt16(row))
    return Channel.allCases.map { Int(gate.entry(region, $0).limit) }.max() ?? 0
  }

  func banks(row: Int) -> BankSet {
    let first = row * gate.wordsPerRegion
    return BankSet(words: Array(gate.connected[first..<(first + gate.wordsPerRegion)]))
  }
}

/// The effect on the people of some buckets of one region.
struct OfferShift {
  let buckets: Range<Int>
  let gained: BankSet
  let lost: BankSet
  let hadAny: Bool
  let hasAny: Bool

  var isChange: Bool { !buckets.isEmpty && (gained.hasAny || lost.hasAny) }

  /// The effects on the people under both limits, and on those between the limits.
  static func all(from before: Offer, to after: Offer, row: Int) -> [OfferShift] {
    let (old, new) = (before.limit(row: row), after.limit(row: row))
    let (had, has) = (before.banks(row: row), after.banks(row: row))
    let none = BankSet(words: had.words.map { _ in 0 })
    return [
      OfferShift(0..<min(old, new), from: had, to: has),
      OfferShift(min(old, new)..<max(old, new), from: old > new ? had : none, to: new > old ? has : none),
    ]
  }

  private init(_ buckets: Range<Int>, from had: BankSet, to has: BankSet) {
    self.buckets = buckets
    gained = has.without(had)
    lost = had.without(has)
    hadAny = had.hasAny
    hasAny = has.hasAny
  }
}

/// A set of banks, a bit for each place.
struct BankSet {
  let words: [UInt64]

  var hasAny: Bool { words.contains { $0 != 0 } }

  func without(_ other: BankSet) -> BankSet { BankSet(words: zip(words, other.words).map { $0 & ~$1 }) }

  /// Calls `body` with the places, ascending.
  func forEach(_ body: (Int) -> Void) {
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        body(index * 64 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
  }
}
