import Domain

/// One facet of a rollout that is said and undone by itself, by position. A bank has two: its connection and its
/// suspension.
enum NaiveThing: Hashable {
  case pause
  case channel(Int)
  case share(Int)
  case policy(Int)
  case connection(Int)
  case suspension(Int)
}

/// An operator's intent: the facets, their values, and those in force when they were first said.
struct NaiveSaid: Equatable {
  var things: Set<NaiveThing> = []
  var seen: NaiveRollout
  var meant: NaiveRollout

  init(on running: NaiveRollout) {
    seen = running
    meant = running
  }

  func over(_ running: NaiveRollout) -> NaiveRollout {
    var rollout = running
    for thing in things { rollout.take(thing, from: meant) }
    return rollout
  }

  /// Whether somebody else has changed any of the facets since.
  func clashes(with running: NaiveRollout) -> Bool {
    let mine = over(running)
    return things.contains { thing in
      !running.isSame(thing, as: seen) && !running.isSame(thing, as: mine)
    }
  }

  mutating func say(_ edit: RolloutEdit, on running: NaiveRollout) {
    let before = over(running)
    meant = before
    meant.apply(edit)
    let said = meant.things(of: edit)
    for thing in said {
      if !things.contains(where: { $0.sibling == thing || $0 == thing }) {
        seen.take(thing, from: running)
        thing.sibling.map { seen.take($0, from: running) }
      }
      things.insert(thing)
    }
    for thing in said where !before.isSame(thing, as: meant) {
      guard meant.isSame(thing, as: seen), meant.isSame(thing, as: running), !isWhole else { continue }
      things.subtract([thing, thing.sibling ?? thing])
    }
  }

  private var isWhole: Bool { things == Set(meant.allThings) }

  /// Says every facet of a rollout.
  mutating func sayAll(of rollout: NaiveRollout, on running: NaiveRollout) {
    (seen, meant, things) = (running, rollout, Set(rollout.allThings))
  }
}

extension NaiveThing {
  /// The other facet of the same bank.
  var sibling: NaiveThing? {
    switch self {
    case .connection(let index): .suspension(index)
    case .suspension(let index): .connection(index)
    default: nil
    }
  }
}

extension NaiveRollout {
  var allThings: [NaiveThing] {
    [.pause] + channels.indices.map { .channel($0) } + shares.indices.map { .share($0) }
      + policies.indices.map { .policy($0) } + states.indices.flatMap { [.connection($0), .suspension($0)] }
  }

  func things(of edit: RolloutEdit) -> [NaiveThing] {
    func share(_ code: RegionCode) -> NaiveThing? { regions.firstIndex(of: code).map { .share($0) } }
    func bank(_ code: BankCode) -> Int? { banks.firstIndex(of: code) }
    switch edit {
    case .openRegions(let codes, _), .closeRegions(let codes): return codes.compactMap(share)
    case .connect(let codes, _), .disconnect(let codes):
      return codes.compactMap(bank).flatMap { [.connection($0), .suspension($0)] }
    case .suspend(let codes, _), .resume(let codes): return codes.compactMap(bank).map { .suspension($0) }
    case .openChannels(let all), .closeChannels(let all):
      return all.compactMap { channel in Channel.allCases.firstIndex(of: channel).map { .channel($0) } }
    case .pauseService, .resumeService: return [.pause]
    case .setPolicy(let setting):
      return Self.policyNames.firstIndex(of: setting.policy.name).map { [.policy($0)] } ?? []
    case .addBank, .removeBank, .renameRegion, .renameBank:
      preconditionFailure("no operator of the simulation changes the registry")
    }
  }

  /// The facets that differ in another rollout.
  func things(unlike other: NaiveRollout) -> Set<NaiveThing> {
    Set(
      allThings.filter { thing in
        var taken = self
        taken.take(thing, from: other)
        return taken != self
      })
  }

  /// Whether the subject of a facet, which is the whole bank for one of a bank, is the same in another rollout.
  func isSame(_ thing: NaiveThing, as other: NaiveRollout) -> Bool {
    switch thing {
    case .pause: pause == other.pause
    case .channel(let index): channels[index] == other.channels[index]
    case .share(let index): shares[index] == other.shares[index]
    case .policy(let index): policies[index] == other.policies[index]
    case .connection(let index), .suspension(let index): states[index] == other.states[index]
    }
  }

  mutating func take(_ thing: NaiveThing, from other: NaiveRollout) {
    switch thing {
    case .pause: pause = other.pause
    case .channel(let index): channels[index] = other.channels[index]
    case .share(let index): shares[index] = other.shares[index]
    case .policy(let index): policies[index] = other.policies[index]
    case .connection(let index): setState(index, other.states[index].places, states[index].reason)
    case .suspension(let index): setState(index, states[index].places, other.states[index].reason)
    }
  }

  private mutating func setState(_ index: Int, _ places: Places?, _ reason: String?) {
    if let reason {
      states[index] = .suspended(reason: reason, before: places)
    } else {
      states[index] = places.map { .connected($0) } ?? .closed
    }
  }
}

extension NaiveRollout.BankState {
  fileprivate var reason: String? {
    if case .suspended(let reason, _) = self { reason } else { nil }
  }
}
