import Domain
import Foundation
import RolloutControl
import Store
import Text

/// An operator's console, and beside it the simulator's own copy of the candidate.
final class Console {
  let session: OperatorSession
  var said: NaiveSaid

  init(_ session: OperatorSession, _ timeline: NaiveTimeline) {
    self.session = session
    said = NaiveSaid(on: timeline.running)
  }

  func start(from timeline: NaiveTimeline) { said = NaiveSaid(on: timeline.running) }
}

extension History {
  /// The operators; the last one's role changes.
  static let authors = ["li", "wang", "zhao"]

  /// The end of most histories: whatever is paused or suspended is taken back, with as many operators as needed.
  func openEverything(on incarnation: Incarnation) {
    operate("resumes everything", on: incarnation) {
      let console = try console(incarnation)
      for edit in [RolloutEdit.resumeService, .resume(cast.banks)] { try apply(edit, console, incarnation) }
      let terms = NaiveTerms(reopening: unsigned(incarnation))
      guard changes(console, incarnation), try !commit(console, terms, incarnation) else { return }
      try request(console, terms, incarnation)
      let number = timeline.requests.count
      for name in ["qian", "sun"] where timeline.requests.last?.state == .open {
        try approve(number, version: nil, as: try session(of: name, incarnation), incarnation)
      }
    }
  }

  func take(_ forecast: Forecast, at time: Moment) {
    switch forecast {
    case .due(let deed): timeline.take(deed, at: time)
    case .refused(let code): violated(8, "something was done that is refused as \(code)")
    }
  }

  /// Makes one command of an operator: done, or refused, as foreseen. Nil if it was refused.
  @discardableResult
  func perform<Value>(
    _ what: String, _ forecast: Forecast, _ incarnation: Incarnation, _ command: () throws -> Value
  ) throws -> Value? {
    incarnation.expected = forecast
    do {
      let value = try command()
      note("  \(what): done")
      if case .refused(let code) = forecast { violated(8, "\(what) was not refused as \(code)") }
      return value
    } catch let fault as any Fault where fault is RolloutFault || fault is OperatorFault {
      note("  \(what): \(fault.code)")
      hold(forecast == .refused(fault.code), 8, "\(what) was refused as \(fault.code), but \(forecast.name) was due")
      incarnation.expected = nil
      return nil
    }
  }

  /// An operator's call on a program; an error is judged unless it is foreseen.
  private func operate(_ what: String, on incarnation: Incarnation, _ body: () throws -> Void) {
    note("\(incarnation.name): \(what)")
    do {
      try body()
    } catch {
      judge(error, of: what, on: incarnation)
    }
    incarnation.expected = nil
  }

  /// The time and the rollout of a program; nil while its clock is behind.
  func stand(of incarnation: Incarnation) -> (time: Moment, timeline: NaiveTimeline)? {
    incarnation.time(after: now).map { ($0, timeline.at($0)) }
  }

  /// The console of an operator with all rights.
  private func console(_ incarnation: Incarnation) throws -> Console {
    try console(incarnation, of: Self.authors[Int(random.below(2))])
  }

  private func console(_ incarnation: Incarnation, of name: String) throws -> Console {
    if let console = incarnation.consoles.first(where: { $0.session.author == name }) { return console }
    let session = try session(of: name, incarnation)
    guard let stand = stand(of: incarnation) else { throw Crashed() }
    let console = Console(session, stand.timeline)
    incarnation.consoles.append(console)
    return console
  }

  func session(of name: String, _ incarnation: Incarnation) throws -> OperatorSession {
    let session = try OperatorSession(store: incarnation.up().store, author: name)
    try incarnation.checkAlive()
    return session
  }

  // MARK: Deeds of operators

  /// Opens the regions, channels and banks that most histories need.
  func openUp(on incarnation: Incarnation) {
    let share = Share(hundredths: random.pick([10_000, 10_000, 5_000])) ?? .full
    let edits: [RolloutEdit] = [
      .openChannels([.app]), .openRegions(cast.regions, .full), .openRegions([random.pick(cast.regions)], share),
      .connect(random.chance(3) ? random.some(cast.banks, atMost: 24) : cast.banks, .everywhere),
    ]
    operate("opens up", on: incarnation) {
      let console = try console(incarnation)
      for edit in edits + (random.chance(4) ? fourEyes() : []) { try apply(edit, console, incarnation) }
      try commit(console, NaiveTerms(), incarnation)
    }
  }

  /// Whether the candidate would change anything.
  private func changes(_ console: Console, _ incarnation: Incarnation) -> Bool {
    stand(of: incarnation).map { console.said.over($0.timeline.running) != $0.timeline.running } ?? false
  }

  private func fourEyes() -> [RolloutEdit] {
    let kinds = random.pick(["all", "banks,policies", "service,regions,policies", "policies", "off"])
    let settings = [
      PolicySetting(.fourEyes, kinds),
      random.chance(2) ? PolicySetting(.approvals, random.pick(["1", "2", "2"])) : nil,
    ]
    return settings.compactMap { $0.map { .setPolicy($0) } }
  }

  func operateAtRandom(on incarnation: Incarnation) {
    guard !isBehind(incarnation) else { return note("\(incarnation.name): the operators wait for the clock") }
    operate("operator", on: incarnation) {
      let console = try console(incarnation)
      if isAnyDropped(incarnation), random.chance(2) { return try tell(console, incarnation) }
      if let timer = timeline.timers.first(where: { $0.state == .waiting }), random.chance(3) {
        return try meet(timer, console, incarnation)
      }
      if let bank = now.waiting.first?.bank, random.chance(4) {
        return try leaveAndReturn(bank, console, incarnation)
      }
      if timeline.requests.contains(where: { $0.state == .open }), !random.chance(3) {
        return try takeUpRequest(incarnation)
      }
      switch random.below(24) {
      case 0: try rollBack(console, incarnation)
      case 1: try tell(console, incarnation)
      case 2, 3: try explain(console, incarnation)
      case 4: try setEndpoint(console, incarnation)
      case 5: try contradict(console, incarnation)
      case 6: try confirm(incarnation)
      case 7, 8: try stop(incarnation)
      case 9: try sign(incarnation)
      case 10: try decideOnRequest(incarnation)
      case 11, 12: try ask(console, incarnation)
      case 13: try appoint(console, incarnation)
      case 14: try ask(console, incarnation)
      case 15, 16: try changeTwice(console, incarnation)
      default: try change(console, incarnation)
      }
    }
  }

  private func change(_ console: Console, _ incarnation: Incarnation) throws {
    for _ in 0..<(1 + random.below(3)) { try apply(randomEdit(), console, incarnation) }
    guard !random.chance(3) else { return }
    let terms = randomTerms(incarnation)
    if try !commit(console, terms, incarnation), changes(console, incarnation), random.chance(2) {
      try incarnation.checkAlive()
      try request(console, terms, incarnation)
    }
  }

  /// Commits an unconfirmed change, and then one of the same subject that does not confirm it: the first is then undone
  /// only in part.
  private func changeTwice(_ console: Console, _ incarnation: Incarnation) throws {
    let (region, bank) = (random.pick(cast.regions), random.pick(cast.banks))
    for edit in [RolloutEdit.openRegions([region], randomShare()), randomEdit(), .connect([bank], .everywhere)] {
      try apply(edit, console, incarnation)
    }
    try commit(console, randomTerms(incarnation, isConfirmed: true), incarnation)
    try incarnation.checkAlive()
    try stop(incarnation, random.pick([.closeRegions([region]), .suspend([bank], reason: "drill")]))
  }

  /// Makes a request, even for a change that needs no approval.
  private func ask(_ console: Console, _ incarnation: Incarnation) throws {
    try apply(randomEdit(), console, incarnation)
    try request(console, randomTerms(incarnation), incarnation)
  }

  func randomTerms(_ incarnation: Incarnation, isConfirmed: Bool = false) -> NaiveTerms {
    var terms = NaiveTerms(at: isConfirmed ? nil : commitTime(incarnation))
    if random.chance(2) { terms.reopening = unsigned(incarnation) }
    guard isConfirmed || random.chance(3) else { return terms }
    terms.minutes = random.pick([1, 5, 10, 60])
    guard random.chance(2) else { return terms }
    terms.guardrails = random.some(["answered", "timeouts", "failures"], atMost: 3)
    (terms.atLeast, terms.holds) = (random.pick([20, 20, 1, 5]), random.chance(3))
    return terms
  }

  private func unsigned(_ incarnation: Incarnation) -> [Int] {
    stand(of: incarnation)?.timeline.reviews.filter { $0.signedBy == nil }.map(\.number) ?? []
  }

  /// Acts around the end of a timer: just before, at the moment, or just after.
  private func meet(_ timer: NaiveTimer, _ console: Console, _ incarnation: Incarnation) throws {
    let slip = Int64(random.pick([-1, 0, 0, 0, 1])) - incarnation.clock.ahead.milliseconds
    let moment = timer.until.adding(.milliseconds(slip))
    if moment > time.now {
      note("time passes to \(moment), as \(timer.revision) is to be confirmed")
      pass(moment.since(time.now))
      try incarnation.checkAlive()
    }
    switch random.below(4) {
    case 0: try explain(console, incarnation)
    case 1: try change(console, incarnation)
    default: try confirm(incarnation)
    }
  }

  /// Approves, rejects or edits a request, most often one that has an approval already.
  private func takeUpRequest(_ incarnation: Incarnation) throws {
    let approved = timeline.requests.first { $0.state == .open && !$0.approvals.isEmpty }
    guard let approved, random.chance(2) else { return try decideOnRequest(incarnation) }
    let console = try console(incarnation, of: approved.author)
    try apply(randomEdit(), console, incarnation)
    try request(console, NaiveTerms(), incarnation, replacing: approved)
  }

  private func isAnyDropped(_ incarnation: Incarnation) -> Bool {
    stand(of: incarnation)?.timeline.scheduled.contains { $0.state == .dropped } ?? false
  }

  /// Schedules a change and then makes another one of the same subject at once: the scheduled one will be dropped.
  private func contradict(_ console: Console, _ incarnation: Incarnation) throws {
    let region = random.pick(cast.regions)
    try apply(.openRegions([region], randomShare()), console, incarnation)
    try commit(console, NaiveTerms(at: incarnation.clock.now.adding(.minutes(30))), incarnation)
    try incarnation.checkAlive()
    try apply(.openRegions([region], .full), console, incarnation)
    try commit(console, NaiveTerms(), incarnation)
  }

  /// Takes a bank out while something waits for it, and back, at once or after a while.
  private func leaveAndReturn(_ bank: BankCode, _ console: Console, _ incarnation: Incarnation) throws {
    let isDisconnected = random.chance(2)
    try apply(isDisconnected ? .disconnect([bank]) : .suspend([bank], reason: "drill"), console, incarnation)
    try commit(console, NaiveTerms(), incarnation)
    try incarnation.checkAlive()
    if random.chance(2) { pass(.seconds(Int64(1 + random.below(120)))) }
    try incarnation.checkAlive()
    guard !isBehind(incarnation) else { return }
    let isLeft = timeline.running.state(of: bank) == .closed
    try apply(isDisconnected ? .connect([bank], .everywhere) : .resume([bank]), console, incarnation)
    let isBack = try commit(console, NaiveTerms(), incarnation)
    if isLeft, isBack { reached(.leftAndReturned) }
  }

  func randomEdit() -> RolloutEdit {
    let (regions, banks) = (random.some(cast.regions, atMost: 2), random.some(cast.banks, atMost: 2))
    if timeline.running.isPaused, random.chance(2) { return .resumeService }
    if random.chance(30), let policy = fourEyes().first { return policy }
    switch random.below(24) {
    case 0...4: return .openRegions(regions, random.chance(3) ? randomShare() : .full)
    case 5: return .closeRegions(regions)
    case 6...12: return .connect(banks, random.chance(6) ? .named(regions) : .everywhere)
    case 13, 14: return .disconnect(banks)
    case 15, 16: return .suspend(banks, reason: random.pick(["维护", "maintenance"]))
    case 17...19: return .resume(cast.banks)
    case 20, 21: return .openChannels([.app])
    case 22: return random.chance(3) ? .closeChannels([.app]) : .closeChannels([.web])
    default: return random.chance(2) ? .pauseService(reason: random.pick(["演练", "drill"])) : .openChannels([.web])
    }
  }

  private func randomShare() -> Share { Share(hundredths: Int(random.below(10_001))) ?? .full }

  private func commitTime(_ incarnation: Incarnation) -> Moment? {
    switch random.below(10) {
    case 0, 1: incarnation.clock.now.adding(.minutes(Int64(1 + random.below(600))))
    case 2: incarnation.clock.now.adding(.days(1))
    case 3: Moment(milliseconds: incarnation.clock.now.milliseconds - 1)
    default: nil
    }
  }

  func apply(_ edit: RolloutEdit, _ console: Console, _ incarnation: Incarnation) throws {
    guard let stand = stand(of: incarnation) else { return }
    let running = stand.timeline.running
    let before = console.said.over(running)
    console.said.say(edit, on: running)
    note("  edit \(edit)")
    let changed = try console.session.edit(edit)
    let candidate = console.said.over(running)
    hold(changed == (candidate != before), 8, "an edit says \(changed)")
    hold(candidate.agrees(with: console.session.candidate), 8, "the candidate is not what was said")
  }

  /// Makes a change; whether it succeeded.
  @discardableResult
  private func commit(_ console: Console, _ terms: NaiveTerms, _ incarnation: Incarnation) throws -> Bool {
    guard let stand = stand(of: incarnation) else { return false }
    let forecast = stand.timeline.forecast(
      console.said, terms, by: console.session.author, isApproved: false, now: stand.time)
    let outcome = try perform("commit \(terms.text)", forecast, incarnation) {
      try console.session.commit(terms.real(comment: "step \(step)"))
    }
    guard let outcome else { return false }
    judge(outcome, of: terms)
    if let after = self.stand(of: incarnation) { console.start(from: after.timeline) }
    return true
  }

  func judge(_ outcome: CommitOutcome, of terms: NaiveTerms) {
    switch outcome {
    case .committed(let revision), .unconfirmed(let revision, _):
      hold(revision.number == timeline.number, 8, "committed as \(revision.number), not \(timeline.number)")
      guard case .unconfirmed(_, let until) = outcome else { return hold(terms.minutes == nil, 8, "no timer began") }
      hold(terms.minutes != nil && until == timeline.timers.last?.until, 8, "the timer ends at \(until)")
    case .scheduled(let commit):
      hold(commit.number == timeline.scheduled.count, 8, "scheduled as \(commit.number)")
    }
  }

  private func rollBack(_ console: Console, _ incarnation: Incarnation) throws {
    guard let stand = stand(of: incarnation) else { return }
    let number = Int(random.below(UInt64(stand.timeline.number + 2)))
    note("  rollback \(number)")
    do {
      try console.session.rollback(to: number)
      hold(number <= stand.timeline.number, 8, "rolled back to a revision that does not exist")
      console.said.sayAll(
        of: stand.timeline.revisions[min(number, stand.timeline.number)], on: stand.timeline.running)
      try commit(console, NaiveTerms(), incarnation)
    } catch RolloutFault.unknownRevision {
      hold(number > stand.timeline.number, 8, "revision \(number) is not known")
    }
  }

  /// Tells the next console of dropped commits, once.
  private func tell(_ console: Console, _ incarnation: Incarnation) throws {
    guard let stand = stand(of: incarnation) else { return }
    let author = console.session.author
    let due = stand.timeline.untold(to: author)
    let told: [Int]
    do {
      told = try console.session.news.takeDropped().map(\.number)
    } catch {
      // The commit may have been noted as told just before the crash.
      maybeTold.formUnion(due)
      throw error
    }
    note("  \(author) is told of \(told)")
    let differing = Set(told).symmetricDifference(due)
    hold(differing.isSubset(of: maybeTold), 8, "told of \(told), but \(due) were dropped")
    timeline.tell(due, to: author)
  }

  private func explain(_ console: Console, _ incarnation: Incarnation) throws {
    guard let stand = stand(of: incarnation) else { return }
    let back = random.chance(2) ? nil : Moment(milliseconds: stand.time.milliseconds - Int64(random.below(86_400_000)))
    let (region, chosen) = (random.pick(cast.regions), random.some(cast.banks, atMost: 3))
    let explanation = try console.session.explanations.explain(region: region, banks: chosen, channel: .app, at: back)
    let number = back.map { time in stand.timeline.effectiveAt.lastIndex { $0 <= time } ?? 0 } ?? stand.timeline.number
    hold(explanation.revision == number, 1, "explained from revision \(explanation.revision), not \(number)")
    let rollout = stand.timeline.revisions[number]
    let expected = chosen.map { rollout.objection($0, region: region) }
    hold(explanation.banks.map { $0.reason?.code } == expected, 1, "explained otherwise than the revision reads")
    let against = rollout.objections(region: region, bucket: 0, channel: .app, banks: chosen).map(\.code)
    hold(explanation.reasons.map(\.reason.code) == against, 1, "explained \(explanation.reasons), not \(against)")
  }

  private func setEndpoint(_ console: Console, _ incarnation: Incarnation) throws {
    guard let stand = stand(of: incarnation) else { return }
    let bank = random.pick(cast.banks)
    let needs = stand.timeline.running.needsApproval("onboarding")
    try perform("endpoint \(bank)", needs ? .refused("approval_required") : .due(.endpoint), incarnation) {
      try console.session.onboarding.setEndpoint("http://bank.invalid/\(bank)", for: bank)
    }
  }
}

extension Forecast {
  /// The name for messages.
  fileprivate var name: String {
    switch self {
    case .due: "that it is done"
    case .refused(let code): code
    }
  }
}

extension NaiveTerms {
  func real(comment: String) -> CommitTerms {
    var terms = CommitTerms(at: at, comment: comment)
    terms.confirmation = minutes.map { minutes in
      .init(
        minutes: minutes, guardrails: guardrails.compactMap { HealthGuardrail(rawValue: $0) },
        evidence: Evidence(atLeast: atLeast, otherwise: holds ? .hold : .back))
    }
    terms.reopening = reopening
    return terms
  }

  var text: String {
    (at.map { "at \($0) " } ?? "") + (minutes.map { "confirmed \($0) \(guardrails.joined(separator: " "))" } ?? "")
  }
}
