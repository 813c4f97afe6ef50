import Domain
import Foundation
import RolloutControl
import Store

/// An operator's console, and beside it the simulator's own copy of the candidate.
final class Console {
  let session: OperatorSession
  var base: NaiveRollout
  var baseNumber: Int
  var candidate: NaiveRollout

  init(_ session: OperatorSession, _ timeline: NaiveTimeline) {
    self.session = session
    base = timeline.running
    baseNumber = timeline.number
    candidate = timeline.running
  }

  /// The candidate follows the running revision, unless both changed the same thing.
  func follow(_ timeline: NaiveTimeline) {
    guard baseNumber != timeline.number, let merged = candidate.merged(from: base, onto: timeline.running) else {
      return
    }
    (base, baseNumber, candidate) = (timeline.running, timeline.number, merged)
  }

  func start(from timeline: NaiveTimeline) {
    (base, baseNumber, candidate) = (timeline.running, timeline.number, timeline.running)
  }

  /// What a commit comes to.
  enum Forecast: Equatable {
    case committed(NaiveRollout)
    case scheduled(NaiveRollout, Moment, author: String)
    case refused(String)
  }

  func forecast(_ timeline: NaiveTimeline, at: Moment?, now: Moment) -> Forecast {
    if let at, at < now { return .refused("time_in_past") }
    guard let merged = candidate.merged(from: base, onto: timeline.running) else {
      return .refused("revision_conflict")
    }
    guard merged != timeline.running else { return .refused("nothing_changed") }
    if let at, at > now { return .scheduled(merged, at, author: session.author) }
    return .committed(merged)
  }
}

extension History {
  private static let authors = ["li", "wang"]

  /// The end of most histories: whatever paused or suspended is taken back.
  func openEverything(on incarnation: Incarnation) {
    operate("resumes everything", on: incarnation) {
      let console = try console(incarnation)
      for edit in [RolloutEdit.resumeService, .resume(cast.banks)] { try apply(edit, console, incarnation) }
      if console.candidate != console.base { try commit(console, at: nil, incarnation) }
    }
  }

  func take(_ forecast: Console.Forecast, at time: Moment) {
    switch forecast {
    case .committed(let rollout): timeline.append(rollout, at: time)
    case .scheduled(let rollout, let at, let author): timeline.schedule(rollout, at: at, by: author)
    case .refused(let code): violated(8, "a commit went through that is refused as \(code)")
    }
  }

  /// An operator's call on a program; what is thrown is judged unless it is foreseen.
  private func operate(_ what: String, on incarnation: Incarnation, _ body: () throws -> Void) {
    note("\(incarnation.name): \(what)")
    do {
      try body()
    } catch {
      judge(error, of: what, on: incarnation)
    }
    incarnation.expected = nil
  }

  /// The time and the rollout by which a program goes; nil while its clock is behind.
  func stand(of incarnation: Incarnation) -> (time: Moment, timeline: NaiveTimeline)? {
    incarnation.time(after: now.latest).map { ($0, timeline.at($0)) }
  }

  private func console(_ incarnation: Incarnation) throws -> Console {
    let index = Int(random.below(2))
    if incarnation.consoles.count <= index {
      let store = try incarnation.up().store
      let session = try OperatorSession(store: store, author: Self.authors[index])
      try incarnation.checkAlive()
      guard let stand = stand(of: incarnation) else { throw Crashed() }
      let console = Console(session, stand.timeline)
      incarnation.consoles.append(console)
      return console
    }
    return incarnation.consoles[index]
  }

  // MARK: What operators do

  /// Opens what most histories need.
  func openUp(on incarnation: Incarnation) {
    let share = Share(hundredths: random.pick([10_000, 10_000, 5_000])) ?? .full
    let edits: [RolloutEdit] = [
      .openChannels([.app]), .openRegions(cast.regions, .full), .openRegions([random.pick(cast.regions)], share),
      .connect(random.chance(3) ? random.some(cast.banks, atMost: 24) : cast.banks, .everywhere),
    ]
    operate("opens up", on: incarnation) {
      let console = try console(incarnation)
      for edit in edits { try apply(edit, console, incarnation) }
      try commit(console, at: nil, incarnation)
    }
  }

  func operateAtRandom(on incarnation: Incarnation) {
    guard !isBehind(incarnation) else { return note("\(incarnation.name): the operators wait for the clock") }
    operate("operator", on: incarnation) {
      let console = try console(incarnation)
      if isAnyDropped(incarnation), random.chance(2) { return try tell(console, incarnation) }
      switch random.below(14) {
      case 0: try rollBack(console, incarnation)
      case 1: try tell(console, incarnation)
      case 2, 3: try explain(console, incarnation)
      case 4: try setEndpoint(console)
      case 5: try contradict(console, incarnation)
      default:
        for _ in 0..<(1 + random.below(3)) { try apply(randomEdit(), console, incarnation) }
        if !random.chance(3) { try commit(console, at: commitTime(incarnation), incarnation) }
      }
    }
  }

  private func isAnyDropped(_ incarnation: Incarnation) -> Bool {
    stand(of: incarnation)?.timeline.scheduled.contains { $0.state == .dropped } ?? false
  }

  /// Schedules a change and then makes another one to the same thing at once: the scheduled one will be dropped.
  private func contradict(_ console: Console, _ incarnation: Incarnation) throws {
    let region = random.pick(cast.regions)
    try apply(.openRegions([region], randomShare()), console, incarnation)
    try commit(console, at: incarnation.clock.now.adding(.minutes(30)), incarnation)
    try incarnation.checkAlive()
    try apply(.openRegions([region], .full), console, incarnation)
    try commit(console, at: nil, incarnation)
  }

  private func randomEdit() -> RolloutEdit {
    let (regions, banks) = (random.some(cast.regions, atMost: 2), random.some(cast.banks, atMost: 2))
    if timeline.running.isPaused, random.chance(2) { return .resumeService }
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

  private func apply(_ edit: RolloutEdit, _ console: Console, _ incarnation: Incarnation) throws {
    guard let stand = stand(of: incarnation) else { return }
    console.follow(stand.timeline)
    let before = console.candidate
    console.candidate.apply(edit)
    note("  edit \(edit)")
    let changed = try console.session.edit(edit)
    hold(changed == (console.candidate != before), 8, "an edit says \(changed)")
  }

  private func commit(_ console: Console, at moment: Moment?, _ incarnation: Incarnation) throws {
    guard let stand = stand(of: incarnation) else { return }
    let forecast = console.forecast(stand.timeline, at: moment, now: stand.time)
    incarnation.expected = forecast
    var outcome = "refused"
    do {
      switch try console.session.commit(CommitTerms(at: moment, comment: "step \(step)")) {
      case .committed(let revision), .unconfirmed(let revision, _):
        outcome = "revision \(revision.number)"
        hold(revision.number == timeline.number, 8, "committed as \(revision.number), not \(timeline.number)")
      case .scheduled(let commit): outcome = "scheduled \(commit.number)"
      }
      guard let after = self.stand(of: incarnation) else { return }
      console.start(from: after.timeline)
    } catch let fault as RolloutFault {
      outcome = fault.code
      hold(forecast == .refused(fault.code), 8, "a commit was refused as \(fault.code), but \(forecast.name) was due")
    }
    note("  commit: \(outcome)")
  }

  private func rollBack(_ console: Console, _ incarnation: Incarnation) throws {
    guard let stand = stand(of: incarnation) else { return }
    let number = Int(random.below(UInt64(stand.timeline.number + 2)))
    note("  rollback \(number)")
    do {
      try console.session.rollback(to: number)
      hold(number <= stand.timeline.number, 8, "rolled back to a revision that does not exist")
      console.follow(stand.timeline)
      console.candidate = stand.timeline.revisions[min(number, stand.timeline.number)]
      try commit(console, at: nil, incarnation)
    } catch RolloutFault.unknownRevision {
      hold(number > stand.timeline.number, 8, "revision \(number) is not known")
    }
  }

  /// The next console is told of what was dropped, once.
  private func tell(_ console: Console, _ incarnation: Incarnation) throws {
    guard let stand = stand(of: incarnation) else { return }
    let author = console.session.author
    let due = stand.timeline.untold(to: author)
    let told = try console.session.takeDropped().map(\.number)
    note("  \(author) is told of \(told)")
    hold(told == due, 8, "told of \(told), but \(due) were dropped")
    timeline.tell(told, to: author)
  }

  private func explain(_ console: Console, _ incarnation: Incarnation) throws {
    guard let stand = stand(of: incarnation) else { return }
    let back = random.chance(2) ? nil : Moment(milliseconds: stand.time.milliseconds - Int64(random.below(86_400_000)))
    let (region, chosen) = (random.pick(cast.regions), random.some(cast.banks, atMost: 3))
    let explanation = try console.session.explain(region: region, banks: chosen, channel: .app, at: back)
    let number = back.map { time in stand.timeline.effectiveAt.lastIndex { $0 <= time } ?? 0 } ?? stand.timeline.number
    hold(explanation.revision == number, 1, "explained from revision \(explanation.revision), not \(number)")
    let rollout = stand.timeline.revisions[number]
    let expected = chosen.map { rollout.objection($0, region: region) }
    hold(explanation.banks.map { $0.reason?.code } == expected, 1, "explained otherwise than the revision reads")
    let against = rollout.objections(region: region, bucket: 0, channel: .app, banks: chosen).map(\.code)
    hold(explanation.reasons.map(\.reason.code) == against, 1, "explained \(explanation.reasons), not \(against)")
  }

  private func setEndpoint(_ console: Console) throws {
    let bank = random.pick(cast.banks)
    note("  endpoint \(bank)")
    timeline.noteEndpoint()
    try console.session.setEndpoint("http://bank.invalid/\(bank)", for: bank)
  }
}

extension Console.Forecast {
  /// For a message.
  fileprivate var name: String {
    switch self {
    case .committed: "a revision"
    case .scheduled: "a scheduled commit"
    case .refused(let code): code
    }
  }
}
