/// The scheduled commits that will be dropped as things stand, and the conditions of that.
///
/// The future is played through for every outcome of the timers. Preconditions that count people, signatures and
/// commits still to be made cannot be known and are not foretold.
public struct Foretelling: Sendable, Equatable {
  /// The commits that will be dropped, by number.
  public let drops: [Int: ForetoldDrop]
  /// The preconditions that the other commits will be judged by, by the commit's number.
  public let judgements: [Int: [String]]
  /// The timers whose end nobody can know.
  private let unknown: [Rehearsal.Timer]
  /// The timers for which every outcome was played through: all of them unless they are many. The others end
  /// unconfirmed.
  private let played: [Rehearsal.Timer]
  /// The fate of each commit, by number, for each set of confirmed timers: one bit each in the index.
  private let fates: [[Int: Rehearsal.Fate]]

  public static let nothing = Foretelling()

  private init() { (drops, judgements, unknown, played, fates) = ([:], [:], [], [], [[:]]) }

  public init(_ rehearsal: Rehearsal) {
    unknown = rehearsal.unknown
    let played = Self.decisive(rehearsal)
    let fates = (0..<(1 << played.count)).map { rehearsal.fates(confirming: Self.confirmed($0, of: played)) }
    (self.played, self.fates) = (played, fates)
    drops = fates[0].keys.reduce(into: [:]) { drops, number in
      guard let fate = fates.lazy.compactMap({ $0[number] }).first(where: \.isDropped) else { return }
      let kept = fates.indices.filter { !(fates[$0][number]?.isDropped ?? false) }
      drops[number] = ForetoldDrop(fate: fate, unless: Self.conditions(of: kept, played))
    }
    judgements = fates[0].filter { [drops] in drops[$0.key] == nil }.compactMapValues { fate in
      if case .forceIfMet(let subjects) = fate { subjects } else { nil }
    }
  }

  /// The commits that will be dropped for changes between this and a later foretelling: those that the same
  /// confirmations would have kept before. Timers that were confirmed in between count as confirmed before, too.
  public func doomed(in later: Foretelling) -> [Int] {
    let ended = Set(unknown).subtracting(later.unknown)
    return later.drops.keys.sorted().filter { number in
      later.fates.indices.contains { world in
        guard later.fates[world][number]?.isDropped ?? false else { return false }
        let before = fates(confirming: Self.confirmed(world, of: later.played).union(ended))
        return before[number].map { !$0.isDropped } ?? false
      }
    }
  }

  private func fates(confirming confirmed: Set<Rehearsal.Timer>) -> [Int: Rehearsal.Fate] {
    fates[played.indices.filter { confirmed.contains(played[$0]) }.reduce(0) { $0 | 1 << $1 }]
  }

  private static func confirmed(_ world: Int, of timers: [Rehearsal.Timer]) -> Set<Rehearsal.Timer> {
    Set(timers.indices.filter { world & 1 << $0 != 0 }.map { timers[$0] })
  }
}

// MARK: Conditions

extension Foretelling {
  /// The largest number of timers for which every outcome is played through.
  private static let most = 6

  /// Of many timers those that make a difference if none or all of the others are confirmed.
  private static func decisive(_ rehearsal: Rehearsal) -> [Rehearsal.Timer] {
    let unknown = rehearsal.unknown
    guard unknown.count > most else { return unknown }
    let (none, all) = (rehearsal.fates(confirming: []), rehearsal.fates(confirming: Set(unknown)))
    let differing = unknown.filter { timer in
      rehearsal.fates(confirming: [timer]) != none
        || rehearsal.fates(confirming: Set(unknown).subtracting([timer])) != all
    }
    return Array(differing.prefix(most))
  }

  /// The conditions under which a commit is not dropped, in the fewest words: alternatives that each suffice, and
  /// together cover all outcomes that keep the commit. Empty if there is no such outcome.
  private static func conditions(of kept: [Int], _ timers: [Rehearsal.Timer]) -> [ForetoldDrop.Condition] {
    let worlds = Array(0..<(1 << timers.count))
    var left = Set(kept)
    var conditions: [ForetoldDrop.Condition] = []
    for care in worlds.sorted(by: { ($0.nonzeroBitCount, $0) < ($1.nonzeroBitCount, $1) }) {
      for value in worlds where value & ~care == 0 {
        let meant = worlds.filter { $0 & care == value }
        guard meant.allSatisfy(kept.contains), !left.isDisjoint(with: meant) else { continue }
        left.subtract(meant)
        let parts = timers.indices.filter { care & 1 << $0 != 0 }.map { place -> ForetoldDrop.Condition in
          value & 1 << place != 0 ? .confirmed(timers[place]) : .undone(timers[place])
        }
        conditions.append(parts.count == 1 ? parts[0] : .all(parts))
      }
    }
    return conditions
  }
}

/// A scheduled commit that will be dropped.
public struct ForetoldDrop: Sendable, Equatable {
  public let fate: Rehearsal.Fate
  /// The conditions of which one keeps the commit; empty if it is dropped in any case.
  public let unless: [Condition]

  public enum Condition: Sendable, Equatable {
    case confirmed(Rehearsal.Timer)
    case undone(Rehearsal.Timer)
    /// All of these conditions are needed.
    case all([Condition])
  }
}

extension Foretelling {
  /// The first cause of the loss of a commit, through the steps that were lost before it.
  public func root(of number: Int) -> Rehearsal.Origin? {
    switch drops[number]?.fate {
    case .conflict(_, let origin): origin
    case .stepLost(.scheduled(let earlier)): root(of: earlier) ?? .scheduled(earlier)
    case .stepLost(let origin): origin
    case .impediment(.uncertified(let banks)): banks.first.map { .certification($0) }
    case .impediment, .force, .forceIfMet, .nothing, nil: nil
    }
  }
}
