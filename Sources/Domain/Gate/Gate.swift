/// A revision compiled for decisions: a pure function of a person's region and bucket, a channel and banks.
///
/// Regions and banks are turned into positions once; after that a decision is a handful of loads and no allocation. A
/// gate is immutable, so it may be read from anywhere while newer gates are published.
public struct Gate: Sendable {
  /// The revision this gate was compiled from.
  public let revision: Int
  /// The banks, in the catalogue's order.
  public let banks: [BankCode]
  let isPaused: Bool
  @usableFromInline let regionCount: Int
  /// A row per channel, an entry per region and one for any region the gate does not know.
  @usableFromInline let entries: [GateEntry]
  /// A row of bits per region, a bit per bank: connected there.
  @usableFromInline let connected: [UInt64]
  @usableFromInline let wordsPerRegion: Int
  /// The reason that objects to each bank where `connected` is 0, by bank.
  @usableFromInline let closures: [ReasonRank]
  @usableFromInline let regionPositions: [String: RegionPosition]
  @usableFromInline let bankPositions: [String: BankPosition]

  /// Compiles a rollout over the regions and banks of a catalogue, whose order gives the positions.
  public init(revision: Int, rollout: Rollout, regions: [RegionCode], banks: [BankCode]) {
    self.revision = revision
    self.banks = banks
    isPaused = rollout.service.isPaused
    regionCount = regions.count
    entries = Self.entries(rollout, regions: regions)
    let words = (banks.count + 63) / 64
    wordsPerRegion = words
    closures = banks.map { ReasonRank(Self.closure(of: rollout.state(of: $0))) }
    connected = Self.connections(rollout, regions: regions, banks: banks, words: words)
    regionPositions = Dictionary(
      uniqueKeysWithValues: regions.enumerated().map { ($1.text, RegionPosition(UInt16($0))) })
    bankPositions = Dictionary(uniqueKeysWithValues: banks.enumerated().map { ($1.text, BankPosition(UInt16($0))) })
  }

  private static func entries(_ rollout: Rollout, regions: [RegionCode]) -> [GateEntry] {
    Channel.allCases.flatMap { channel in
      (regions + [nil]).map { GateEntry(rollout, channel: channel, share: $0.map { rollout.share(of: $0) } ?? .none) }
    }
  }

  private static func closure(of state: BankRollout) -> GateReason {
    switch state {
    case .closed: .bankNotConnected
    case .connected: .bankNotInRegion
    case .suspended: .bankSuspended
    }
  }

  private static func connections(_ rollout: Rollout, regions: [RegionCode], banks: [BankCode], words: Int) -> [UInt64]
  {
    var bits = [UInt64](repeating: 0, count: regions.count * words)
    let rows = Dictionary(uniqueKeysWithValues: regions.enumerated().map { ($1, $0) })
    for (column, bank) in banks.enumerated() {
      guard case .connected(let where_) = rollout.state(of: bank) else { continue }
      let open: [Int] =
        switch where_ {
        case .everywhere: Array(regions.indices)
        case .only(let named): named.compactMap { rows[$0] }
        }
      for row in open { bits[row * words + column / 64] |= 1 << UInt64(column % 64) }
    }
    return bits
  }
}

/// A region's row in a gate.
public struct RegionPosition: Sendable, Equatable {
  @usableFromInline let index: UInt16
  @inlinable init(_ index: UInt16) { self.index = index }
}

/// A bank's column in a gate.
public struct BankPosition: Sendable, Equatable {
  @usableFromInline let index: UInt16
  @inlinable init(_ index: UInt16) { self.index = index }
}
