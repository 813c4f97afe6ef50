/// The closings of unsigned emergencies, and the authority of scheduled commits, looked up one by one.
extension NaiveTimeline {
  /// The unsigned reviews of which a rollout would open something again.
  func reopened(by rollout: NaiveRollout) -> [Int] {
    reviews.filter { review in
      var kept = rollout
      keep(review, in: &kept)
      return review.signedBy == nil && kept != rollout
    }.map(\.number)
  }

  /// Closes again the subjects that an emergency said to be closed, if they are closed still.
  func keep(_ review: NaiveReview, in rollout: inout NaiveRollout) {
    let things = said[review.revision]
    if things.contains(.pause), running.pause != nil, rollout.pause == nil { rollout.pause = running.pause }
    for index in rollout.shares.indices where things.contains(.share(index)) {
      if running.shares[index] == 0 { rollout.shares[index] = 0 }
    }
    for index in rollout.states.indices where things.contains(.suspension(index)) {
      guard !running.states[index].isConnected, rollout.states[index].isConnected else { continue }
      rollout.states[index] = running.states[index]
    }
  }

  /// Whether the author and approvers of a scheduled commit may still make it, by the present rules.
  func mayTakeForce(_ commit: Scheduled, as rollout: NaiveRollout) -> Bool {
    guard may(commit.author, "operator") else { return false }
    let approvals = commit.request.map { requests[$0 - 1].approvals } ?? []
    let isApproved = approvals.filter { may($0, "approver") }.count >= running.approvals
    guard isApproved || !running.needsApproval(to: rollout) else { return false }
    return reopened(by: rollout).allSatisfy { commit.terms.reopening.contains($0) }
  }
}

extension NaiveRollout.BankState {
  fileprivate var isConnected: Bool { if case .connected = self { true } else { false } }
}
