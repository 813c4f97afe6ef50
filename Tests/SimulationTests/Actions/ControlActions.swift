import Domain
import Foundation
import RolloutControl

/// Timers, emergencies, and requests for approval.
extension History {
  /// One of the three operators, whose role may not allow the action, at a console that has been open for a while if
  /// there is one.
  private func anybody(_ incarnation: Incarnation) throws -> OperatorSession {
    let name = random.pick(Self.authors)
    let open = incarnation.consoles.first { $0.session.author == name }?.session
    return try open ?? session(of: name, incarnation)
  }

  // MARK: Timers

  /// Confirms the unconfirmed commits, or one that may wait no more.
  func confirm(_ incarnation: Incarnation) throws {
    let session = try anybody(incarnation)
    guard let stand = stand(of: incarnation) else { return }
    let timers = stand.timeline.timers
    let one = random.chance(3) && !timers.isEmpty ? random.pick(timers).revision : nil
    let waiting = timers.filter { $0.state == .waiting && (one == nil || $0.revision == one) }.map(\.revision)
    let forecast: Forecast =
      !stand.timeline.may(session.author, "operator")
      ? .refused("not_permitted")
      : waiting.isEmpty ? .refused("nothing_to_confirm") : .due(.confirm(waiting, by: session.author))
    let what = "\(session.author) confirms \(one.map(String.init) ?? "all")"
    let confirmed = try perform(what, forecast, incarnation) { try session.schedule.confirm(one) }
    if let confirmed { hold(confirmed.map(\.revision) == waiting, 8, "confirmed \(confirmed.map(\.revision))") }
  }

  // MARK: Emergencies

  func stop(_ incarnation: Incarnation, _ edit: RolloutEdit? = nil) throws {
    let session = try anybody(incarnation)
    guard let stand = stand(of: incarnation) else { return }
    let edit =
      edit
      ?? random.pick([
        .pauseService(reason: "drill"), .suspend(random.some(cast.banks, atMost: 2), reason: "drill"),
        .closeRegions(random.some(cast.regions, atMost: 2)),
      ])
    let running = stand.timeline.running
    var said = NaiveSaid(on: running)
    said.say(edit, on: running)
    let isNothing = said.over(running) == running && !stand.timeline.leansOnWaiting(said.things)
    let forecast: Forecast =
      !stand.timeline.may(session.author, "operator")
      ? .refused("not_permitted")
      : isNothing ? .refused("nothing_changed") : .due(.stop(said, by: session.author))
    let done = try perform("\(session.author) stops at once \(edit)", forecast, incarnation) {
      try session.emergencies.stop(edit, reason: "drill")
    }
    if let done { hold(done.revision.number == timeline.number, 8, "stopped by revision \(done.revision.number)") }
  }

  func sign(_ incarnation: Incarnation) throws {
    let session = try anybody(incarnation)
    guard let stand = stand(of: incarnation) else { return }
    let number = 1 + Int(random.below(UInt64(stand.timeline.reviews.count + 1)))
    let review = stand.timeline.reviews.first { $0.number == number }
    let forecast: Forecast =
      !stand.timeline.may(session.author, "approver")
      ? .refused("not_permitted")
      : review == nil
        ? .refused("unknown_review")
        : review?.signedBy != nil
          ? .refused("review_signed")
          : review?.author == session.author ? .refused("own_review") : .due(.sign(number, by: session.author))
    try perform("\(session.author) signs \(number)", forecast, incarnation) {
      _ = try session.emergencies.signReview(number)
    }
  }

  // MARK: Requests

  /// Makes a request for approval of the candidate, sometimes in place of an earlier one.
  func request(
    _ console: Console, _ terms: NaiveTerms, _ incarnation: Incarnation, replacing chosen: NaiveRequest? = nil
  ) throws {
    guard let stand = stand(of: incarnation) else { return }
    let (author, requests) = (console.session.author, stand.timeline.requests)
    let own = requests.filter { $0.author == author && $0.state == .open }
    let open = own.isEmpty || random.chance(4) ? requests : own
    let earlier = chosen ?? (open.isEmpty || random.chance(2) ? nil : random.pick(open))
    let sense = stand.timeline.forecast(console.said, terms, by: author, isApproved: true, now: stand.time)
    var said = console.said
    said.seen = stand.timeline.running
    let forecast: Forecast =
      switch (sense, earlier) {
      case (.refused, _): sense
      case (_, let earlier?) where earlier.state != .open: .refused("request_closed")
      case (_, let earlier?) where earlier.author != author: .refused("foreign_request")
      default:
        .due(
          .request(
            NaiveRequest(
              number: earlier?.number ?? requests.count + 1, author: author, version: (earlier?.version ?? 0) + 1,
              said: said, terms: terms)))
      }
    let what = "\(author) asks \(terms.text)" + (earlier.map { " instead of \($0.number)" } ?? "")
    let asked = try perform(what, forecast, incarnation) {
      try console.session.requestCommit(terms.real(comment: "step \(step)"), replacing: earlier?.number)
    }
    guard let asked, let after = self.stand(of: incarnation) else { return }
    hold(asked.approvals.isEmpty && asked.state == .open, 8, "request \(asked.number) is approved already")
    console.start(from: after.timeline)
  }

  /// Approves or rejects a request, most often one that is open.
  func decideOnRequest(_ incarnation: Incarnation) throws {
    var session = try anybody(incarnation)
    guard let stand = stand(of: incarnation) else { return }
    let open = stand.timeline.requests.filter { $0.state == .open }
    let request = open.isEmpty || random.chance(6) ? nil : random.pick(open)
    if let request, request.author == session.author, !random.chance(4),
      let other = Self.authors.first(where: { $0 != request.author && !request.approvals.contains($0) })
    {
      session = try self.session(of: other, incarnation)
    }
    let number = request?.number ?? 1 + Int(random.below(UInt64(stand.timeline.requests.count + 1)))
    if random.chance(6) { return try reject(number, as: session, incarnation) }
    let version = random.chance(2) ? nil : request.map { max(1, $0.version - (random.chance(3) ? 1 : 0)) }
    try approve(number, version: version, as: session, incarnation)
  }

  func approve(_ number: Int, version: Int?, as session: OperatorSession, _ incarnation: Incarnation) throws {
    guard let stand = stand(of: incarnation) else { return }
    let forecast = stand.timeline.forecastApproval(of: number, version: version, by: session.author, now: stand.time)
    let outcome = try perform("\(session.author) approves \(number)", forecast, incarnation) {
      try session.approvals.approve(number, version: version)
    }
    switch (outcome, forecast) {
    case (.done(_, let outcome?), .due(.approve(_, _, .some))):
      judge(outcome, of: timeline.requests[number - 1].terms)
    case (.waiting(_, let missing), .due(.approve(_, _, nil))): hold(missing > 0, 8, "nobody is missing")
    case (nil, _): break
    default: violated(8, "approved otherwise than foreseen")
    }
  }

  private func reject(_ number: Int, as session: OperatorSession, _ incarnation: Incarnation) throws {
    guard let stand = stand(of: incarnation) else { return }
    let request = stand.timeline.requests.first { $0.number == number }
    let role = request?.author == session.author ? "operator" : "approver"
    let forecast: Forecast =
      !stand.timeline.may(session.author, "operator")
      ? .refused("not_permitted")
      : request == nil
        ? .refused("unknown_request")
        : request?.state != .open
          ? .refused("request_closed")
          : !stand.timeline.may(session.author, role)
            ? .refused("not_permitted") : .due(.reject(number, by: session.author))
    try perform("\(session.author) rejects \(number)", forecast, incarnation) {
      _ = try session.approvals.reject(number, reason: "drill")
    }
  }

  // MARK: Roles

  /// Gives the third operator a role, or takes it away.
  func appoint(_ console: Console, _ incarnation: Incarnation) throws {
    guard let stand = stand(of: incarnation), let name = Self.authors.last else { return }
    let role = random.chance(4) ? nil : random.pick(OperatorRole.allCases)
    let forecast: Forecast =
      stand.timeline.running.needsApproval("policies")
      ? .refused("approval_required")
      : role == nil && stand.timeline.roles[name] == nil
        ? .refused("unknown_operator") : .due(.appoint(name, role: role?.rawValue))
    try perform("\(name) becomes \(role?.rawValue ?? "nobody")", forecast, incarnation) {
      if let role {
        try console.session.administration.addOperator(name, role)
      } else {
        try console.session.administration.removeOperator(name)
      }
    }
  }
}
