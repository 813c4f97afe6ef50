/// Revisions laid one upon the other, by which the confirmed, the waiting and the undone ones are told apart.
///
/// Each revision is a layer that holds the facets it changed or restated. An undone layer is taken out, and its facets
/// take the values of the highest remaining layer below that holds them: a restoration goes back to the last confirmed
/// values, or to those that still wait themselves, and never to undone ones. The facets of a layer above stay.
public struct Chronicle: Sendable, Equatable {
  public struct Layer: Sendable, Equatable {
    public let number: Int
    /// The rollout in force with the layer.
    public let rollout: Rollout
    /// The scope that the revision said beyond its changes.
    public let restated: Scope
    public fileprivate(set) var standing: Standing

    public init(number: Int, rollout: Rollout, restated: Scope = .none, standing: Standing) {
      self.number = number
      self.rollout = rollout
      self.restated = restated
      self.standing = standing
    }
  }

  /// The standing of a layer, by which it stays or goes.
  public enum Standing: Sendable, Equatable {
    /// The revision was made for good, or is confirmed.
    case firm
    /// The revision is undone unless somebody confirms it.
    case waiting
    case undone
    /// The revision undid another, and holds only the facets that it restates: those of a bank that could not come back
    /// as it was.
    case restoration
  }

  /// The layers by number, without gaps. The lowest is the ground, which holds every facet.
  public private(set) var layers: [Layer]

  /// A chronicle of the ground alone, in which nothing waits or was undone later.
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

  /// The place of a revision's layer; nil if it is the ground or lies below.
  private func place(of number: Int) -> Int? {
    let place = number - layers[0].number
    return (1..<layers.count).contains(place) ? place : nil
  }
}

// MARK: Facets and layers

extension Chronicle {
  /// Whether the layer at a place holds the facet, and stays.
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

  /// The facets that the layer is about, by subject.
  private func facets(of place: Int) -> [(subject: RolloutChange.Subject, facets: [Facet])] {
    let changed = layers[place - 1].rollout.changes(to: layers[place].rollout).map(\.subject)
    let restated = Set(layers[place].restated.facets.map(\.subject)).subtracting(changed)
    return (changed + restated.sorted { $0.path < $1.path }).map { subject in
      (subject, Facet.all(of: subject).filter { isAbout($0, place) })
    }
  }

  /// The running rollout without a revision's own sayings, and the subjects of the revision that stay because later
  /// revisions said them again.
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
      let made = layers[place].rollout.setting(of: subject)
      kept.append(RolloutChange(subject: subject, from: made, to: running.setting(of: subject)))
    }
    kept += rollout.keepBanksInUse(of: running)
    return (rollout, kept)
  }

  /// Whether a waiting layer holds the facet, so that its value may be undone to another one.
  private func isUnsettled(_ facet: Facet) -> Bool {
    for place in layers.indices.reversed() where holds(facet, place) {
      if !facet.isSame(in: layers[place].rollout, and: running) { return true }
      if layers[place].standing != .waiting { return false }
    }
    return false
  }

  /// The facets to note of an intent that takes force, beside its changes: those that it says again while a waiting
  /// layer holds them.
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
  /// Keeps banks in the registry with which anything else was done since they were added, and gives them. A bank that
  /// was only suspended goes: it could not be resumed.
  fileprivate mutating func keepBanksInUse(of later: Rollout) -> [RolloutChange] {
    later.registry.banks.keys.sorted().compactMap { code in
      let isInUse = state(of: code).regions != nil || registry.bankNames[code] != nil
      guard registry.banks[code] == nil, isInUse else { return nil }
      let subject = RolloutChange.Subject.registryBank(code)
      take(subject, from: later)
      return RolloutChange(subject: subject, from: .registryBank(nil), to: later.setting(of: subject))
    }
  }
}
