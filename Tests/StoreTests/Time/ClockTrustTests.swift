import Domain
import Foundation
import Testing

@testable import Store

/// The machine's account of the time, set by a test.
struct ScriptedWitness: ClockWitness {
  var kernelTime: Moment?
  var uptime: Span?
  var boot: String? = "this run"
  var isSynchronised = false
}

@Suite("A clock that runs ahead of the latest write")
struct ClockTrustTests {
  private static let latest = Moment(text: "2026-06-09T10:00:00") ?? .distantFuture
  private static let started = Moment(text: "2026-06-01T08:00:00") ?? .distantFuture

  /// The standing of a clock and a kernel's at a span after the latest write, on a machine that was started at `start`.
  private func standing(
    after span: Span, start: Moment?, kernel: Span?, isSynchronised: Bool = false,
    boots: (String?, String?) = (nil, nil)
  ) -> ClockStanding {
    let now = Self.latest.adding(span)
    let time = kernel.map { Self.latest.adding($0) }
    return ClockTrust.standing(
      of: now, to: NotedTime(latest: Self.latest, machineStart: Self.started, boot: boots.0),
      by: ScriptedWitness(
        kernelTime: time, uptime: start.map { (time ?? now).since($0) }, boot: boots.1, isSynchronised: isSynchronised))
  }

  @Test("is believed within five minutes of the kernel's", arguments: [Span.seconds(0), .minutes(5), .minutes(-5)])
  func near(span: Span) {
    #expect(standing(after: span, start: Self.started, kernel: .seconds(0)) == .trusted)
  }

  @Test("is behind beyond five minutes")
  func behind() {
    #expect(standing(after: .milliseconds(-300_001), start: Self.started, kernel: nil) == .behind)
  }

  @Test(
    "is believed after any silence on a machine that ran on without its clock being set",
    arguments: [Span.hours(12), .days(9), .days(400)])
  func ranOn(span: Span) {
    #expect(standing(after: span, start: Self.started.adding(.minutes(4)), kernel: nil) == .trusted)
    #expect(standing(after: span, start: Self.started, kernel: span, boots: ("this run", "this run")) == .trusted)
  }

  @Test(
    "is doubted where the kernel says another time, however short the jump and however well the kernel is kept",
    arguments: [Span.milliseconds(300_001), .minutes(6), .hours(1), .days(10), .days(1_900)])
  func contradicted(span: Span) {
    #expect(standing(after: span, start: Self.started, kernel: .seconds(0)) == .doubted(.contradicted))
    let kept = standing(after: span, start: Self.started, kernel: .seconds(0), isSynchronised: true)
    #expect(kept == .doubted(.contradicted))
  }

  @Test("is doubted where the kernel says another time, however near the latest write is")
  func contradictedNear() {
    #expect(standing(after: .minutes(1), start: Self.started, kernel: .minutes(-5)) == .doubted(.contradicted))
  }

  @Test("is too slow where the kernel is ahead of it, though it is ahead of the latest write")
  func slow() {
    let standing = standing(after: .minutes(1), start: Self.started, kernel: .minutes(7))
    #expect(standing == .slow(kernel: Self.latest.adding(.minutes(7))))
  }

  @Test("is believed on a machine that was started since, where a time source keeps it")
  func synchronised() {
    let moved = Self.started.adding(.days(5))
    #expect(standing(after: .days(6), start: moved, kernel: .days(6), isSynchronised: true) == .trusted)
  }

  @Test("is doubted after an hour where the machine was started or its clock set since, and nothing keeps it")
  func unproven() {
    let moved = Self.started.adding(.days(5))
    #expect(standing(after: .hours(1), start: moved, kernel: .hours(1)) == .trusted)
    #expect(standing(after: .milliseconds(3_600_001), start: moved, kernel: .hours(1)) == .doubted(.unproven))
    #expect(standing(after: .days(2), start: nil, kernel: nil) == .doubted(.unproven))
  }

  @Test("is believed for an hour after the latest write on a machine that was started since")
  func restarted() {
    let (moved, boots) = (Self.started.adding(.days(8)), ("a run before", "this run"))
    #expect(standing(after: .hours(1), start: moved, kernel: .hours(1), boots: boots) == .trusted)
    #expect(standing(after: .hours(2), start: moved, kernel: .hours(2), boots: boots) == .doubted(.unproven))
  }

  @Test("is believed where the kernel's was set by no more than an hour in all, within one run of the machine")
  func set() {
    let boots = ("this run", "this run")
    func standing(setBy span: Span) -> ClockStanding {
      self.standing(after: .seconds(1), start: Self.started.adding(span), kernel: .seconds(1), boots: boots)
    }
    #expect(standing(setBy: .hours(1)) == .trusted)
    #expect(standing(setBy: .milliseconds(3_600_001)) == .doubted(.unproven))
    #expect(standing(setBy: .days(-3)) == .trusted)
  }

  @Test("is believed by a database in which nothing was written yet where it is the kernel's")
  func fresh() {
    let noted = NotedTime(latest: Moment(milliseconds: 0), machineStart: nil)
    func standing(kernel: Span) -> ClockStanding {
      ClockTrust.standing(
        of: Self.latest, to: noted, by: ScriptedWitness(kernelTime: Self.latest.adding(kernel), uptime: .days(1)))
    }
    #expect(standing(kernel: .minutes(5)) == .trusted)
    #expect(standing(kernel: .days(-1_800)) == .doubted(.contradicted))
    #expect(standing(kernel: .days(1)) == .slow(kernel: Self.latest.adding(.days(1))))
    #expect(ClockTrust.standing(of: Self.latest, to: noted, by: ScriptedWitness()) == .trusted)
  }

  @Test("has a kernel to compare with on this machine, which agrees and says how long it has run")
  func kernel() throws {
    let (witness, now) = (KernelWitness(), SystemClock().now)
    let kernel = try #require(witness.kernelTime)
    #expect(abs(kernel.milliseconds - now.milliseconds) < 5_000)
    let uptime = try String(contentsOfFile: "/proc/uptime", encoding: .utf8).split(separator: " ").first
    let seconds = try #require(uptime.flatMap { Double($0) })
    #expect(abs(Double(try #require(witness.uptime).milliseconds) / 1_000 - seconds) < 5)
    #expect(witness.boot?.count == 36)
  }
}

@Suite("What is noted of the time of a write")
struct NotedTimeTests {
  private static let start = Moment(text: "2026-06-01T08:00:00") ?? .distantFuture
  private static let noted = NotedTime(latest: start.adding(.days(8)), machineStart: start, boot: "this run")

  /// The noted time of a write a minute later, on a machine whose clock was set by a span since.
  private func following(setBy span: Span, boot: String? = "this run", isSynchronised: Bool = false) -> NotedTime {
    let now = Self.noted.latest.adding(.minutes(1)).adding(span)
    return Self.noted.following(
      now,
      by: ScriptedWitness(
        kernelTime: now, uptime: now.since(Self.start.adding(span)), boot: boot, isSynchronised: isSynchronised),
      keeper: "one")
  }

  @Test("keeps what it is measured by, so that small steps do not add up", arguments: [Span.minutes(4), .minutes(50)])
  func kept(span: Span) {
    #expect(following(setBy: span).machineStart == Self.start)
  }

  @Test("is measured anew where a time source keeps the clock, and in another run of the machine")
  func renewed() {
    let moved = Self.start.adding(.minutes(50))
    #expect(following(setBy: .minutes(50), isSynchronised: true).machineStart == moved)
    let other = following(setBy: .minutes(50), boot: "the next run")
    #expect(other.machineStart == moved && other.boot == "the next run")
  }

  @Test("is never measured by a program's clock")
  func kernels() {
    let now = Self.noted.latest.adding(.minutes(5))
    let kernel = Self.noted.latest.adding(.minutes(1))
    let witness = ScriptedWitness(kernelTime: kernel, uptime: kernel.since(Self.start), isSynchronised: true)
    #expect(Self.noted.following(now, by: witness, keeper: "one").machineStart == Self.start)
  }

  @Test("has one text each")
  func texts() {
    let moment = Moment(milliseconds: 7)
    let all = [
      NotedTime(latest: moment, machineStart: nil), NotedTime(latest: moment, machineStart: moment),
      NotedTime(latest: moment, machineStart: moment, boot: "8"),
      NotedTime(latest: moment, machineStart: moment, ahead: .milliseconds(8)),
      NotedTime(latest: moment, machineStart: nil, ahead: .milliseconds(7)),
    ]
    #expect(Set(all.map(\.text)).count == all.count)
    // The text sealed before the run of the machine was noted.
    #expect(all[1].text == "7 7")
  }
}
