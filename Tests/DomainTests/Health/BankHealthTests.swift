import Testing

@testable import Domain

@Suite("A bank's health")
struct BankHealthTests {
  private static let prompt = HealthMeasure.answered(after: .seconds(2))
  private static let late = HealthMeasure.answered(after: .seconds(31))

  @Test("is the share of those asked that replied within 30 seconds")
  func share() {
    let health = BankHealth([(.asked, 30), (Self.prompt, 20), (Self.late, 5), (.timedOut, 2)])
    #expect(health.share == Share(text: "66.66") && health.answeredShare == Share(text: "83.33"))
    #expect(health.timeouts == 2 && health.latencies.total == 25)
  }

  @Test("is not told where too few were asked to tell", arguments: [(19, false), (20, true)])
  func few(asked: Int, isTold: Bool) {
    let health = BankHealth([(.asked, asked), (Self.prompt, asked)])
    #expect((health.share != nil) == isTold && (health.p50 != nil) == isTold && (health.p95 != nil) == isTold)
    #expect(health.asked == asked)
  }

  @Test("lists failures and refusals by how often they came")
  func codes() {
    let health = BankHealth([
      (.failed(code: "b"), 2), (.failed(code: "a"), 2), (.failed(code: "c"), 5), (.refused(code: "replayed"), 1),
    ])
    #expect(health.failures.map(\.code) == ["c", "a", "b"] && health.failureCount == 9)
    #expect(health.refused == [.init(code: "replayed", count: 1)] && !health.isEmpty)
  }

  private static let troubles: [([(measure: HealthMeasure, count: Int)], BankTrouble?)] = [
    ([], nil), ([(.asked, 100), (prompt, 80), (late, 20)], nil), ([(.asked, 100), (prompt, 79), (late, 21)], .slow),
    ([(.asked, 100), (prompt, 50), (late, 20)], .unreliable), ([(.asked, 10), (prompt, 1)], nil),
    ([(.asked, 8), (.failed(code: "bank_timed_out"), 5)], .silent),
    ([(.asked, 8), (.failed(code: "bank_timed_out"), 4)], nil),
    ([(.asked, 8), (prompt, 1), (.failed(code: "bank_timed_out"), 9)], nil),
  ]

  @Test("in trouble is told apart from health", arguments: troubles)
  func trouble(counts: [(measure: HealthMeasure, count: Int)], expected: BankTrouble?) {
    #expect(BankTrouble(BankHealth(counts)) == expected)
  }

  @Test(
    "has measures that read back as they are written",
    arguments: [
      .asked, .answered(bucket: 0), .answered(bucket: 82), .timedOut, .failed(code: "no_reply"), .refused(code: "x:y"),
    ] as [HealthMeasure])
  func measures(measure: HealthMeasure) {
    #expect(HealthMeasure(text: measure.text) == measure)
  }

  @Test("knows no other measures", arguments: ["", "l", "l83", "l-1", "Asked", "code"])
  func unknown(text: String) {
    #expect(HealthMeasure(text: text) == nil)
  }

  @Test("is told over windows of whole slots that end 30 to 60 seconds ago", arguments: HealthWindow.allCases)
  func windows(window: HealthWindow) {
    for offset in stride(from: Int64(0), to: 60_000, by: 7_001) {
      let now = Moment(milliseconds: 1_654_741_800_000 + offset)
      let slots = window.slots(at: now)
      let age = now.since(slots.upperBound)
      #expect(age >= .seconds(30) && age < .seconds(60))
      #expect(slots.upperBound.since(slots.lowerBound) == window.length)
      #expect(HealthSlot.start(of: slots.lowerBound) == slots.lowerBound)
    }
  }

  @Test("is tallied so that what comes several times is one row, in an order of its own")
  func tally() {
    var tally = HealthTally()
    let start = Moment(milliseconds: 1_654_741_800_000)
    for (bank, offset) in [("boc", 0), ("abc", 31), ("abc", 0), ("abc", 29)] {
      tally.add(.asked, of: BankCode(bank), at: start.adding(.seconds(Int64(offset))))
    }
    #expect(
      tally.sorted.map { "\($0.row.bank) \($0.row.slot.since(start).milliseconds) \($0.count)" } == [
        "abc 0 2", "abc 30000 1", "boc 0 1",
      ])
  }
}
