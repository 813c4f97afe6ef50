import Domain

/// What a commit that nobody confirmed leaves behind (design: "Scheduled and unconfirmed commits").
extension NaiveRollout {
  /// This rollout without what a commit changed, which led from `before` to `made`. What was changed again since stays
  /// as it is; a bank that was suspended since stays suspended, where it stood before.
  func undoing(from before: NaiveRollout, to made: NaiveRollout) -> NaiveRollout {
    var left = self
    left.pause = Self.undone(pause, before.pause, made.pause)
    for index in channels.indices {
      left.channels[index] = Self.undone(channels[index], before.channels[index], made.channels[index])
    }
    for index in shares.indices {
      left.shares[index] = Self.undone(shares[index], before.shares[index], made.shares[index])
    }
    for index in policies.indices {
      left.policies[index] = Self.undone(policies[index], before.policies[index], made.policies[index])
    }
    for index in states.indices {
      left.states[index] = Self.undone(states[index], before.states[index], made.states[index])
      guard before.states[index] != made.states[index], case .connected = made.states[index],
        case .suspended(let reason, _) = states[index]
      else { continue }
      if case .connected(let places) = before.states[index] {
        left.states[index] = .suspended(reason: reason, before: places)
      } else {
        left.states[index] = before.states[index]
      }
    }
    return left
  }

  private static func undone<Value: Equatable>(_ now: Value, _ before: Value, _ made: Value) -> Value {
    now == made ? before : now
  }
}

/// Four eyes, by the texts of the policies.
extension NaiveRollout {
  func needsApproval(_ kind: String) -> Bool {
    let text = policies[0] ?? "off"
    return text == "all" || text.split(separator: ",").contains { $0 == kind }
  }

  /// How many others have to approve.
  var approvals: Int { policies[1].flatMap { Int($0) } ?? 1 }

  /// Whether what leads to another rollout needs somebody else's approval while this one is in force.
  func needsApproval(to other: NaiveRollout) -> Bool {
    pause != other.pause && needsApproval("service") || channels != other.channels && needsApproval("channels")
      || shares != other.shares && needsApproval("regions") || states != other.states && needsApproval("banks")
      || policies != other.policies && needsApproval("policies")
  }
}
