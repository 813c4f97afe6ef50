import Domain

/// A requested commit that others have to approve.
struct NaiveRequest: Equatable {
  enum State: String { case open, done, rejected }

  let number: Int
  let author: String
  var version = 1
  var said: NaiveSaid
  var terms: NaiveTerms
  /// The operators who approved this version.
  var approvals: [String] = []
  var state = State.open
  var closedBy: String?
}

/// The review of an emergency.
struct NaiveReview: Equatable {
  let number: Int
  let revision: Int
  let author: String
  var signedBy: String?
}

/// The effect of an operator's command.
enum Deed: Equatable {
  case commit(NaiveSaid, NaiveTerms, by: String)
  case schedule(NaiveSaid, NaiveTerms, by: String)
  case confirm([Int], by: String)
  case stop(NaiveSaid, by: String)
  case sign(Int, by: String)
  case request(NaiveRequest)
  /// An approval, with the deed of the request if it is the last one needed.
  indirect case approve(Int, by: String, then: Deed?)
  case reject(Int, by: String)
  /// The appointment to a role; nil removes the operator.
  case appoint(String, role: String?)
  case endpoint
}

enum Forecast: Equatable {
  case due(Deed)
  case refused(String)

  var isGuarded: Bool {
    switch self {
    case .due(.commit(_, let terms, _)), .due(.schedule(_, let terms, _)),
      .due(.approve(_, _, .commit(_, let terms, _)?)),
      .due(.approve(_, _, .schedule(_, let terms, _)?)):
      terms.isGuarded
    default: false
    }
  }
}

extension NaiveTimeline {
  private static let roles = ["viewer", "operator", "approver", "administrator"]

  /// Whether an operator has a role. In a sandbox everybody who is not registered is an administrator.
  func may(_ name: String, _ role: String) -> Bool {
    let index = { (role: String) in Self.roles.firstIndex(of: role) ?? -1 }
    return index(roles[name] ?? "administrator") >= index(role)
  }

  mutating func take(_ deed: Deed, at time: Moment) {
    switch deed {
    case .commit(let said, let terms, let author):
      take(.confirm(timers.filter { $0.state == .waiting }.map(\.revision), by: author), at: time)
      append(said.over(running), saying: said.things, at: time)
      startTimer(terms)
    case .schedule(let said, let terms, let author): schedule(said, terms, by: author)
    case .confirm(let revisions, let name):
      for index in timers.indices where revisions.contains(timers[index].revision) {
        timers[index].state = .confirmed(by: name)
        note()
      }
    case .stop(let said, let author):
      append(said.over(running), saying: said.things, at: time)
      reviews.append(NaiveReview(number: reviews.count + 1, revision: number, author: author))
      note()
    case .sign(let number, let name):
      reviews[number - 1].signedBy = name
      note()
    case .appoint(let name, let role):
      roles[name] = role
      note()
    case .endpoint: note()
    case .request, .approve, .reject: takeRequest(deed, at: time)
    }
  }

  private mutating func takeRequest(_ deed: Deed, at time: Moment) {
    switch deed {
    case .request(let request):
      if request.number > requests.count { requests.append(request) } else { requests[request.number - 1] = request }
    case .approve(let number, let name, let deed):
      let isNew = !requests[number - 1].approvals.contains(name)
      if isNew { requests[number - 1].approvals.append(name) }
      guard let deed else { break }
      take(deed, at: time)
      if case .schedule = deed { noteScheduled(by: number) }
      requests[number - 1].state = .done
      guard isNew else { return }
    case .reject(let number, let name):
      (requests[number - 1].state, requests[number - 1].closedBy) = (.rejected, name)
    default: break
    }
    note()
  }

  // MARK: Forecasts

  /// The forecast of a commit of an intent; `isApproved` if enough others have approved it.
  func forecast(
    _ said: NaiveSaid, _ terms: NaiveTerms, by author: String, isApproved: Bool, now: Moment
  ) -> Forecast {
    if let at = terms.at, at < now { return .refused("time_in_past") }
    guard !said.clashes(with: running) else { return .refused("revision_conflict") }
    let merged = said.over(running)
    let (standing, later) = steps(under: said, terms, by: author, now: now)
    guard merged != running || later != standing else { return .refused("nothing_changed") }
    if !isApproved, running.needsApproval(to: merged) || running.needsApproval(from: standing, to: later) {
      return .refused("approval_required")
    }
    guard reopened(by: merged).allSatisfy({ terms.reopening.contains($0) }) else { return .refused("review_open") }
    let isLater = terms.at.map { $0 > now } ?? false
    let deed = isLater ? Deed.schedule(said, terms, by: author) : .commit(said, terms, by: author)
    if !isApproved, dropsApproved(deed, now: now) { return .refused("approval_required") }
    return .due(deed)
  }

  /// Whether a deed has a scheduled commit dropped that others have approved and that takes force without it, whichever
  /// of the waiting timers are confirmed: undoing an approved change is a change of its own (rule 12).
  private func dropsApproved(_ deed: Deed, now: Moment) -> Bool {
    let waiting = timers.indices.filter { timers[$0].state == .waiting }
    return (0..<1 << min(waiting.count, 4)).contains { world in
      var before = self
      for (place, index) in waiting.enumerated() where world & 1 << place != 0 {
        before.timers[index].state = .confirmed(by: "")
      }
      var after = before
      after.take(deed, at: now)
      let end = after.scheduled.filter { $0.state == .pending }.map(\.effectiveAt).max() ?? now
      before.apply(upTo: end)
      after.apply(upTo: end)
      return scheduled.indices.contains { index in
        guard scheduled[index].request != nil, scheduled[index].state == .pending,
          case .applied = before.scheduled[index].state, after.scheduled[index].state == .dropped
        else { return false }
        let said = scheduled[index].said
        return running.needsApproval(from: said.seen, to: said.over(said.seen))
      }
    }
  }

  /// What its author's own steps make of the rollout until a scheduled change takes force, and with it; the rollout that
  /// is running for a change at once.
  private func steps(
    under said: NaiveSaid, _ terms: NaiveTerms, by author: String, now: Moment
  ) -> (standing: NaiveRollout, later: NaiveRollout) {
    guard let at = terms.at, at > now else { return (running, running) }
    var then = running
    let steps = scheduled.filter { $0.state == .pending && $0.author == author && $0.effectiveAt <= at }
    for step in steps.sorted(by: { ($0.effectiveAt, $0.number) < ($1.effectiveAt, $1.number) }) {
      then = step.said.over(then)
    }
    return (then, said.over(then))
  }

  func forecastApproval(of number: Int, version: Int?, by name: String, now: Moment) -> Forecast {
    guard may(name, "approver") else { return .refused("not_permitted") }
    guard let request = requests.first(where: { $0.number == number }) else { return .refused("unknown_request") }
    guard request.state == .open else { return .refused("request_closed") }
    if let version, version != request.version { return .refused("request_changed") }
    guard request.author != name else { return .refused("own_request") }
    let isAgain = request.approvals.contains(name)
    let counted = (isAgain ? request.approvals : request.approvals + [name]).filter { may($0, "approver") }
    guard !isAgain || counted.count >= running.approvals else { return .refused("already_approved") }
    guard counted.count >= running.approvals else { return .due(.approve(number, by: name, then: nil)) }
    guard may(request.author, "operator") else { return .refused("author_not_permitted") }
    let outcome = forecast(request.said, request.terms, by: request.author, isApproved: true, now: now)
    guard case .due(let deed) = outcome else { return outcome }
    return .due(.approve(number, by: name, then: deed))
  }
}
