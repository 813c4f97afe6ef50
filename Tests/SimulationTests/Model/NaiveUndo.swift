/// The remains of a commit that nobody confirmed (docs/rules.md, "Scheduled and unconfirmed commits").
extension NaiveTimeline {
  /// The running rollout without a revision's facets: each has the value of the last revision that was not undone.
  func undoing(_ number: Int) -> NaiveRollout {
    var left = running
    for thing in said[number] {
      let last = revisions.indices.last { $0 != number && !isUndone($0) && ($0 == 0 || said[$0].contains(thing)) }
      left.take(thing, from: revisions[last ?? 0])
    }
    return left
  }

  private func isUndone(_ number: Int) -> Bool {
    timers.contains { timer in
      if case .restored = timer.state { timer.revision == number } else { false }
    }
  }

  /// Whether any of the facets has its value only by a revision that may be undone.
  func leansOnWaiting(_ things: Set<NaiveThing>) -> Bool {
    let waiting = Set(timers.filter { $0.state == .waiting }.map(\.revision))
    return things.contains { thing in
      let saying = revisions.indices.filter { !isUndone($0) && ($0 == 0 || said[$0].contains(thing)) }
      guard let firm = saying.last(where: { !waiting.contains($0) }) else { return false }
      return saying.contains { number in
        var taken = running
        taken.take(thing, from: revisions[number])
        return number >= firm && taken != running
      }
    }
  }
}

/// The policy of four eyes, by the texts of the policies.
extension NaiveRollout {
  func needsApproval(_ kind: String) -> Bool {
    let text = policies[0] ?? "off"
    return text == "all" || text.split(separator: ",").contains { $0 == kind }
  }

  /// The number of others who have to approve.
  var approvals: Int { policies[1].flatMap { Int($0) } ?? 1 }

  /// Whether the change to another rollout needs somebody else's approval while this one is in force.
  func needsApproval(to other: NaiveRollout) -> Bool { needsApproval(from: self, to: other) }

  /// Whether the change from one rollout to another needs it by the policy of this one.
  func needsApproval(from one: NaiveRollout, to other: NaiveRollout) -> Bool {
    one.pause != other.pause && needsApproval("service")
      || one.channels != other.channels && needsApproval("channels")
      || one.shares != other.shares && needsApproval("regions")
      || one.states != other.states && needsApproval("banks")
      || one.policies != other.policies && needsApproval("policies")
  }
}
