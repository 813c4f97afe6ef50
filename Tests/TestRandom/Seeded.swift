/// A sequence that one seed determines (SplitMix64), so that a failing case can be run again.
public struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  public init(_ seed: Int) { state = UInt64(seed) }

  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  public mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
  public mutating func oneIn(_ count: Int) -> Bool { below(count) == 0 }
  public mutating func pick<Item>(_ items: [Item]) -> Item { items[below(items.count)] }
}
