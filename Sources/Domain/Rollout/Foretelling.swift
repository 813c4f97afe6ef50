/// Which of the commits that wait for their time will be dropped, as things stand, and what that depends on.
///
/// It is played through under what may come of the timers: with none of them confirmed, each alone, and all. What it
/// cannot know, such as the people that preconditions count or a commit that is still to be made, it does not foretell.
public struct Foretelling: Sendable, Equatable {
  /// By number.
  public let drops: [Int: ForetoldDrop]

  public static let nothing = Foretelling(drops: [:])

  private init(drops: [Int: ForetoldDrop]) { self.drops = drops }

  public init(_ play: Play) {
    let unknown = play.unknown
    let undone = play.fates(confirming: [])
    let alone = unknown.map { ($0, play.fates(confirming: [$0])) }
    let all = unknown.count > 1 ? play.fates(confirming: Set(unknown)) : undone
    drops = undone.keys.reduce(into: [:]) { drops, number in
      let fates = [undone] + alone.map(\.1) + (unknown.count > 1 ? [all] : [])
      guard let fate = fates.compactMap({ $0[number] }).first(where: \.isDropped) else { return }
      drops[number] = ForetoldDrop(
        fate: fate, unless: Self.conditions(of: number, undone, alone, all, unknown))
    }
  }

  /// What keeps it from being dropped; none where nothing does.
  private static func conditions(
    of number: Int, _ undone: [Int: Play.Fate], _ alone: [(Play.Timer, [Int: Play.Fate])], _ all: [Int: Play.Fate],
    _ unknown: [Play.Timer]
  ) -> [ForetoldDrop.Condition] {
    func isDropped(_ fates: [Int: Play.Fate]) -> Bool { fates[number]?.isDropped ?? false }
    let isUsual = isDropped(undone)
    let decisive = alone.filter { isDropped($0.1) != isUsual }.map(\.0)
    let timers = decisive.isEmpty && isDropped(all) != isUsual ? unknown : decisive
    return timers.map { isUsual ? .confirmed($0) : .undone($0) }
  }
}

/// A scheduled commit that will be dropped.
public struct ForetoldDrop: Sendable, Equatable {
  public let fate: Play.Fate
  /// It is not dropped where one of these comes; empty where it is dropped whatever is confirmed.
  public let unless: [Condition]

  public enum Condition: Sendable, Equatable {
    case confirmed(Play.Timer)
    case undone(Play.Timer)
  }
}

extension Foretelling {
  /// What the loss of a commit goes back to, through the steps that were lost before it.
  public func root(of number: Int) -> Play.Origin? {
    switch drops[number]?.fate {
    case .conflict(_, let origin): origin
    case .stepLost(.scheduled(let earlier)): root(of: earlier) ?? .scheduled(earlier)
    case .stepLost(let origin): origin
    case .uncertified(let banks): banks.first.map { .certification($0) }
    case .registryConflict, .force, .nothing, nil: nil
    }
  }
}
