/// Revisions laid one upon the other, by which it is known what was confirmed, what waits, and what is undone.
///
/// Each revision is a layer: it holds what it changed and what else it said. A layer that is undone is taken out, and
/// what it held becomes what the highest of those below holds that stay: a restoration goes back to what was last
/// confirmed, or to what still waits itself, and never to what was undone. What a layer above holds stays.
public struct Chronicle: Sendable, Equatable {
  public struct Layer: Sendable, Equatable {
    public let number: Int
    /// What was in force with it.
    public let rollout: Rollout
    /// What it said beyond what it changed.
    public let restated: Scope
    public fileprivate(set) var standing: Standing

    public init(number: Int, rollout: Rollout, restated: Scope = .none, standing: Standing) {
      self.number = number
      self.rollout = rollout
      self.restated = restated
      self.standing = standing
    }
  }

  /// Whether a layer stays.
  public enum Standing: Sendable, Equatable {
    /// Made for good, or confirmed.
    case firm
    /// Undone unless somebody confirms it.
    case waiting
    case undone
    /// Made by undoing another, and holds only what it restates: where a bank could not come back as it was.
    case restoration
  }

  /// By number, without gaps. The lowest is the ground, which holds everything.
  public private(set) var layers: [Layer]

  /// The ground holds nothing that waits or was undone later.
  public init(ground: Layer) { layers = [ground] }

  public var number: Int { layers[layers.count - 1].number }
  public var running: Rollout { layers[layers.count - 1].rollout }

  public mutating func append(_ rollout: Rollout, restating restated: Scope = .none, _ standing: Standing) {
    layers.append(Layer(number: number + 1, rollout: rollout, restated: restated, standing: standing))
  }

  public mutating func confirm(_ number: Int) { set(.firm, number) }
  public mutating func undo(_ number: Int) { set(.undone, number) }

  private mutating func set(_ standing: Standing, _ number: Int) {
    guard let place = place(of: number) else { return }
    layers[place].standing = standing
  }

  /// Nil for one that lies below the ground, or is the ground itself.
  private func place(of number: Int) -> Int? {
    let place = number - layers[0].number
    return (1..<layers.count).contains(place) ? place : nil
  }
}

// MARK: What holds what

extension Chronicle {
  /// Whether the layer at a place holds it, and stays.
  private func holds(_ facet: Facet, _ place: Int) -> Bool {
    let layer = layers[place]
    guard place > 0 else { return true }
    guard layer.standing != .undone else { return false }
    return isAbout(facet, place)
  }

  private func isAbout(_ facet: Facet, _ place: Int) -> Bool {
    let layer = layers[place]
    if layer.restated.contains(facet) { return true }
    return layer.standing != .restoration && facet.isChanged(from: layers[place - 1].rollout, to: layer.rollout)
  }

  /// The facets that it is about, by subject.
  private func facets(of place: Int) -> [(subject: RolloutChange.Subject, facets: [Facet])] {
    let changed = layers[place - 1].rollout.changes(to: layers[place].rollout).map(\.subject)
    let restated = Set(layers[place].restated.facets.map(\.subject)).subtracting(changed)
    return (changed + restated.sorted { $0.path < $1.path }).map { subject in
      (subject, Facet.all(of: subject).filter { isAbout($0, place) })
    }
  }

  /// The running rollout with what a revision said taken out, and the subjects of it that stay because they were said
  /// again since.
  public func undoing(_ number: Int) -> (rollout: Rollout, kept: [RolloutChange]) {
    guard let place = place(of: number) else { return (running, []) }
    var rollout = running
    var kept: [RolloutChange] = []
    for (subject, facets) in facets(of: place) {
      let open = facets.filter { facet in !(place + 1..<layers.count).contains { holds(facet, $0) } }
      for facet in open {
        guard let below = (0..<place).last(where: { holds(facet, $0) }) else { continue }
        rollout.take(facet, from: layers[below].rollout)
      }
      guard open.isEmpty else { continue }
      let made = layers[place].rollout.value(of: subject)
      kept.append(RolloutChange(subject: subject, from: made, to: running.value(of: subject)))
    }
    kept += rollout.keepBanksInUse(of: running)
    return (rollout, kept)
  }

  /// Whether something that waits holds it, so that it may be undone to something else.
  private func isUnsettled(_ facet: Facet) -> Bool {
    for place in layers.indices.reversed() where holds(facet, place) {
      if !facet.isSame(in: layers[place].rollout, and: running) { return true }
      if layers[place].standing != .waiting { return false }
    }
    return false
  }

  /// What has to be noted of an intent that takes force, beside what it changes: that it says, too, what something
  /// holds that may be undone.
  public func restated(of intent: Intent) -> Scope {
    let waiting = layers.indices.dropFirst().filter { layers[$0].standing == .waiting }
    let held = Set(waiting.flatMap { facets(of: $0).flatMap(\.facets) })
    guard !held.isEmpty else { return .none }
    let rollout = intent.over(running)
    return Scope(
      facets: held.filter {
        intent.scope.contains($0) && isUnsettled($0) && !$0.isChanged(from: running, to: rollout)
      })
  }
}

extension Rollout {
  /// A bank with which something else was done since it was added stays known. One that was only suspended goes: there
  /// is nothing that it could be resumed to.
  fileprivate mutating func keepBanksInUse(of later: Rollout) -> [RolloutChange] {
    later.registry.banks.keys.sorted().compactMap { code in
      let isInUse = state(of: code).regions != nil || registry.bankNames[code] != nil
      guard registry.banks[code] == nil, isInUse else { return nil }
      let subject = RolloutChange.Subject.registryBank(code)
      take(subject, from: later)
      return RolloutChange(subject: subject, from: .null, to: later.value(of: subject))
    }
  }
}
