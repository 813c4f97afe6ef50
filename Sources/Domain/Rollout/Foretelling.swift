/// Which of the commits that wait for their time will be dropped, as things stand, and what that depends on.
///
/// It is played through under all that may come of the timers. What it cannot know, such as the people that preconditions
/// count, a signature or a commit that is still to be made, it does not foretell.
public struct Foretelling: Sendable, Equatable {
  /// By number.
  public let drops: [Int: ForetoldDrop]
  /// By number, of those that are not dropped: the preconditions that they will be judged by.
  public let judgements: [Int: [String]]
  /// Whose end nobody can know.
  private let unknown: [Rehearsal.Timer]
  /// Those of them that it was played through for; the others end unconfirmed. All of them unless they are many.
  private let played: [Rehearsal.Timer]
  /// What becomes of each commit, by which of these are confirmed: one bit each.
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

  /// The commits that will be dropped for what was done between this and a later foretelling: those of which the same
  /// confirmations would not have had it dropped before. What was confirmed between counts as confirmed before, too.
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
  /// As many timers as can be played through under every outcome.
  private static let most = 6

  /// Of many timers those that make a difference where none or all of the others are confirmed.
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

  /// What keeps it from being dropped, in the fewest words: alternatives that each are enough, and together are all of
  /// the outcomes in which it is kept. None where there is no such outcome.
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
  /// It is not dropped where one of these comes; empty where it is dropped whatever is confirmed.
  public let unless: [Condition]

  public enum Condition: Sendable, Equatable {
    case confirmed(Rehearsal.Timer)
    case undone(Rehearsal.Timer)
    /// It takes each of them.
    case all([Condition])
  }
}

extension Foretelling {
  /// What the loss of a commit goes back to, through the steps that were lost before it.
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
