import Domain
import Foundation
import QueryEngine
import Store

// MARK: Deeds of the world

extension History {
  func worldActs() throws {
    switch random.below(22) {
    case 20: try stop()
    case 21: restart()
    case 0...6: letTimePass()
    case 7...10: changeConduct()
    case 11: changeWeather()
    case 12: areChecksDown = !areChecksDown && random.chance(2)
    case 13: shiftClock()
    case 14...16: try startOrServe()
    case 17: if let incarnation = alive.first { incarnation.isStopping = true }
    case 18: random.chance(2) ? crashNow() : othersAsk()
    default: if alive.count < 2 { _ = try start(ahead: .seconds(Int64(random.below(120)))) }
    }
  }

  private func letTimePass() {
    if random.chance(3), let boundary = boundary() {
      note("time passes to \(boundary)")
      return pass(boundary.since(time.now))
    }
    let span: Span =
      switch random.below(16) {
      case 0...3: .seconds(Int64(1 + random.below(90)))
      case 4...7: .minutes(Int64(1 + random.below(50)))
      case 8...10: .hours(Int64(1 + random.below(12)))
      case 11, 12: .hours(24)
      case 13: .hours(25 + Int64(random.below(24)))
      case 14: .days(7)
      default: .days(Int64(8 + random.below(3)))
      }
    note("time passes: \(span.milliseconds / 1_000) s")
    pass(span)
  }

  /// A moment just before, at or after a change: a deadline, a term, the end of a waiting time, a code's last minute, a
  /// scheduled commit, the end of a timer, a midnight.
  private func boundary() -> Moment? {
    var moments = [time.now.day.end]
    for query in now.queries {
      moments += query.isOpen ? [query.dueAt] : []
      moments += [query.expiresAt, query.generatedAt?.adding(.days(7))].compactMap(\.self)
    }
    moments += now.codes.suffix(2).map(\.expiresAt)
    moments += timeline.scheduled.filter { $0.state == .pending }.map(\.effectiveAt)
    moments += timeline.timers.filter { $0.state == .waiting }.map(\.until)
    let slip = Span.milliseconds(random.pick([-90_000, -1_000, -1, 0, 0, 1, 1_000]))
    let ahead = moments.map { $0.adding(slip) }.filter { $0 > time.now }
    return ahead.isEmpty ? nil : random.pick(ahead)
  }

  private func changeConduct() {
    let bank = Int(random.below(UInt64(cast.banks.count)))
    banks.conducts[bank] = random.chance(3) ? random.pick(BankConduct.wellMeaning) : random.pick(BankConduct.allCases)
    note("\(cast.banks[bank]) is now \(banks.conducts[bank])")
  }

  private func changeWeather() {
    phones.weather =
      random.chance(2) || phones.weather != .healthy ? .healthy : random.pick(SimulatedPhones.Weather.allCases)
    note("the SMS gateway is \(phones.weather)")
  }

  /// Shifts a clock: those of machines never agree entirely, and one of them may be far behind for a while.
  private func shiftClock() {
    guard outstanding == 0, let incarnation = alive.first else { return }
    incarnation.clock.ahead =
      switch random.below(5) {
      case 0: .seconds(Int64(random.below(240)))
      case 1: .seconds(-Int64(random.below(240)))
      case 2: .minutes(-Int64(6 + random.below(60)))
      default: .seconds(0)
      }
    note("\(incarnation.name)'s clock is \(incarnation.clock.ahead.milliseconds / 1_000) s ahead")
  }

  /// Adds counts of other people's enquiries to a bank at this moment, by which guardrails judge.
  private func othersAsk() {
    guard let incarnation = alive.first, !isBehind(incarnation) else { return }
    let (bank, asked) = (random.pick(cast.banks), random.pick([19, 20, 40, 100]))
    let counts: [(HealthMeasure, Int)] = [
      (.asked, asked), (.answered(bucket: 46), asked * random.pick([94, 95, 96, 100]) / 100),
      (.answered(bucket: 47), Int(random.below(3))), (.timedOut, asked * random.pick([0, 0, 5, 6]) / 100),
      (.failed(code: "no_reply"), asked * random.pick([0, 0, 10, 11]) / 100),
    ]
    note("\(asked) others ask \(bank)")
    do {
      try incarnation.up().store.write { transaction in
        for (measure, count) in counts where count > 0 { transaction.note(measure, of: bank, count: count) }
      }
    } catch {
      judge(error, of: "others", on: incarnation)
    }
  }

  private func startOrServe() throws {
    guard let incarnation = alive.last else { return }
    serve(incarnation)
  }

  /// Lets a program that has taken work on stand still for longer than its lease, while another one works.
  private func stop() throws {
    guard let stopped = alive.last, stopped.clock.ahead.milliseconds == 0, crashIn == nil else { return }
    let seconds = Int64(50 + random.below(100))
    note("\(stopped.name) stands still for \(seconds) s")
    stopped.clock.stop(until: time.now.adding(.seconds(seconds)))
    let other = try alive.first { $0.name != stopped.name } ?? start()
    serve(stopped)
    for _ in 0..<20 where violation == nil { _ = executor.runOne() }
    serve(other)
    pass(.seconds(seconds + 1))
  }

  /// Ends a program at the moment at which it has work in hand, and starts another one.
  private func restart() {
    guard let incarnation = alive.first, crashIn == nil else { return }
    serve(incarnation)
    stir()
    if !incarnation.isDead { crash(incarnation, "while it works") }
  }

  private func crashNow() {
    guard let incarnation = alive.first else { return }
    crash(incarnation, "by itself")
  }

  /// Makes one pass of an engine over all due work, or as many as needed, by chance or (`draining`) always.
  func work(on incarnation: Incarnation, draining: Bool = false) {
    let isDrain = random.chance(2) || draining
    launch(isDrain ? "drains" : "makes a pass", on: incarnation) { [self] in
      guard let begun = incarnation.time(after: now) else {
        return try await incarnation.up().engine.drain()
      }
      let withdrawn = toBeWithdrawn()
      if isDrain { try await incarnation.up().engine.drain() } else { _ = try await incarnation.up().engine.pass() }
      try incarnation.checkAlive()
      checkAfterPass(begunAt: begun)
      if isDrain { checkWithdrawn(withdrawn) }
    }
  }
}
