import Domain
import Synchronization
import Testing

@testable import Store

/// A machine that says what a test tells it.
struct ScriptedWitness: ClockWitness {
  var start: Moment?
  var kernelTime: Moment?
  var isSynchronised = false

  func machineStart(at now: Moment) -> Moment? { start }
}

@Suite("A clock that runs ahead of the latest write")
struct ClockTrustTests {
  private static let latest = Moment(text: "2026-06-09T10:00:00") ?? .distantFuture
  private static let started = Moment(text: "2026-06-01T08:00:00") ?? .distantFuture

  private func standing(
    after span: Span, start: Moment?, kernel: Span?, isSynchronised: Bool = false
  ) -> ClockStanding {
    ClockTrust.standing(
      of: Self.latest.adding(span), to: NotedTime(latest: Self.latest, machineStart: Self.started),
      by: ScriptedWitness(
        start: start, kernelTime: kernel.map { Self.latest.adding($0) }, isSynchronised: isSynchronised))
  }

  @Test(
    "is believed within five minutes whatever the machine says",
    arguments: [Span.seconds(0), .minutes(5), .minutes(-5), .seconds(1)])
  func near(span: Span) {
    #expect(standing(after: span, start: nil, kernel: .days(-400)) == .trusted)
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
  }

  @Test(
    "is doubted where the kernel says another time, however short the jump and however well the kernel is kept",
    arguments: [Span.minutes(6), .hours(1), .days(10), .days(1_900)])
  func contradicted(span: Span) {
    let moved = Self.started.adding(span)
    #expect(standing(after: span, start: moved, kernel: .seconds(0)) == .doubted(.contradicted))
    #expect(standing(after: span, start: moved, kernel: .seconds(0), isSynchronised: true) == .doubted(.contradicted))
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

  @Test("is believed by a database in which nothing was written yet")
  func fresh() {
    let noted = NotedTime(latest: Moment(milliseconds: 0), machineStart: nil)
    #expect(ClockTrust.standing(of: Self.latest, to: noted, by: ScriptedWitness()) == .trusted)
  }

  @Test("has a kernel to compare with on this machine, which agrees")
  func kernel() throws {
    let (witness, now) = (KernelWitness(), SystemClock().now)
    let kernel = try #require(witness.kernelTime)
    #expect(abs(kernel.milliseconds - now.milliseconds) < 5_000)
    let start = try #require(witness.machineStart(at: now))
    #expect(start < now && witness.machineStart(at: now.adding(.days(1))) == start.adding(.days(1)))
  }
}
