extension History {
  /// Checks rule 8: timers, requests, reviews and roles are stored as the simulator has them.
  func checkControl(_ commit: Commit) {
    let after = commit.after
    hold(after.roles == timeline.roles, 8, "the operators are \(after.roles), not \(timeline.roles)")
    hold(after.requests == timeline.requests.map(\.row), 8, "the requests are \(after.requests)")
    hold(after.reviews == timeline.reviews.map(\.row), 8, "the reviews are \(after.reviews)")
    hold(after.timers == timeline.timers.map(\.row), 8, "the timers are \(after.timers)")
  }
}

extension NaiveRequest {
  fileprivate var row: Snapshot.RequestRow {
    .init(author: author, version: version, state: state.rawValue, closedBy: closedBy, approvals: approvals.sorted())
  }
}

extension NaiveReview {
  fileprivate var row: Snapshot.ReviewRow { .init(revision: revision, author: author, signedBy: signedBy) }
}

extension NaiveTimer {
  fileprivate var row: Snapshot.TimerRow {
    switch state {
    case .waiting: .init(revision: revision, until: until, state: "waiting", decidedBy: nil, restoration: nil)
    case .confirmed(let name):
      .init(revision: revision, until: until, state: "confirmed", decidedBy: name, restoration: nil)
    case .restored(let number):
      .init(revision: revision, until: until, state: "restored", decidedBy: nil, restoration: number)
    }
  }
}
