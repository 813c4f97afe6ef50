import Testing

@testable import Domain

@Suite("A bank's queue")
struct BankQueueTests {
  private static let now = Moment(milliseconds: 1_654_741_800_000)

  private static func queue(
    _ waiting: Int, since seconds: Int64 = 600, perMinute: Double?, heldFor: Span? = nil, isStopped: Bool = false
  ) -> BankQueue {
    BankQueue(
      bank: BankCode("abc"), waiting: waiting, oldest: now.adding(.seconds(-seconds)), perMinute: perMinute,
      heldUntil: heldFor.map { now.adding($0) }, isStopped: isStopped)
  }

  private static let estimates: [(String, BankQueue, Int, Int64?)] = [
    ("by the rate", queue(100, perMinute: 10), 100, 600),
    ("at once while nothing lags", queue(100, since: 5, perMinute: 0.1), 100, 0),
    ("by the rate where more wait than are asked at once", queue(1_000, since: 5, perMinute: 100), 900, 540),
    ("unknown where nobody was asked", queue(1, perMinute: nil), 1, nil),
    ("unknown where asking is stopped", queue(1, since: 1, perMinute: 10, isStopped: true), 1, nil),
    ("after the maintenance", queue(5, perMinute: nil, heldFor: .hours(2)), 5, 7_200),
    ("after the maintenance by the rate", queue(1_000, perMinute: 100, heldFor: .hours(2)), 1_000, 7_800),
  ]

  @Test("is estimated", arguments: estimates)
  func estimate(name: String, queue: BankQueue, place: Int, seconds: Int64?) {
    let estimated = queue.estimate(of: place, at: Self.now, round: 800)
    #expect(estimated == seconds.map { Self.now.adding(.seconds($0)) }, "\(name)")
  }

  private static let admissions: [(String, BankQueue, Int64?)] = [
    ("fits into the day", queue(1_439, perMinute: 1), nil), ("does not", queue(1_500, perMinute: 1), 61 * 60),
    ("for ten minutes at least", queue(1_440, perMinute: 1), 600),
    ("is too young to tell", queue(9_000, since: 29, perMinute: 1), nil),
    ("is of unknown speed", queue(9_000, perMinute: nil), nil),
    ("waits for the end of a maintenance", queue(9_000, perMinute: 1, heldFor: .hours(1)), nil),
    ("waits for an operator", queue(9_000, perMinute: 1, isStopped: true), nil),
  ]

  @Test("turns people away only where it would take longer than a query may", arguments: admissions)
  func admission(name: String, queue: BankQueue, seconds: Int64?) {
    #expect(queue.retryAt(at: Self.now) == seconds.map { Self.now.adding(.seconds($0)) }, "\(name)")
  }
}
