import Domain
import Testing

@Suite("An enquiry's life")
struct EnquiryMachineTests {
  typealias Event = EnquiryMachine.Event
  typealias Action = EnquiryMachine.Action

  private static let start = Moment(milliseconds: 1_654_741_800_000)
  private static let due = start.adding(.hours(24))
  private static let lease = Span.seconds(45)
  private static let unreached = Event.unreached(code: "bank_timed_out", retryAfter: nil, jitter: 0)

  private static func machine(_ state: EnquiryState, attempts: Int = 0, code: String? = nil) -> EnquiryMachine {
    EnquiryMachine(state: state, code: code, attempts: attempts, nextAt: start, dueAt: due)
  }

  private static let open: [(EnquiryState, Event, EnquiryState, Action)] = [
    (.queued, .claimed(lease: lease), .sent, .ask), (.sent, .claimed(lease: lease), .sent, .ask),
    (.acknowledged, .claimed(lease: lease), .acknowledged, .fetch),
    (.queued, .answered, .answered, .keepAnswer), (.sent, .answered, .answered, .keepAnswer),
    (.acknowledged, .answered, .answered, .keepAnswer),
    (.sent, .acknowledged(retryAfter: nil), .acknowledged, .wait),
    (.acknowledged, .acknowledged(retryAfter: nil), .acknowledged, .wait),
    (.sent, .declined(code: "no"), .declined, .close), (.acknowledged, .declined(code: "no"), .declined, .close),
    (.sent, .failed(code: "bad"), .failed, .close), (.acknowledged, .failed(code: "bad"), .failed, .close),
    (.sent, unreached, .sent, .wait), (.acknowledged, unreached, .acknowledged, .wait),
    (.acknowledged, .forgotten(jitter: 0), .sent, .wait), (.sent, .forgotten(jitter: 0), .sent, .wait),
    (.queued, .withdrawn(code: "cancelled"), .withdrawn, .close),
    (.sent, .withdrawn(code: "cancelled"), .withdrawn, .close),
    (.acknowledged, .withdrawn(code: "cancelled"), .withdrawn, .close),
    (.queued, .deadline, .queued, .wait), (.sent, .deadline, .sent, .wait),
    (.acknowledged, .deadline, .acknowledged, .wait),
  ]

  @Test("goes from state to state before the deadline as the design says", arguments: open)
  func transitions(before: EnquiryState, event: Event, after: EnquiryState, action: Action) {
    var machine = Self.machine(before)
    #expect(machine.handle(event, at: Self.start) == action)
    #expect(machine.state == after)
  }

  private static let events: [Event] = [
    .claimed(lease: lease), .answered, .acknowledged(retryAfter: nil), .declined(code: "no"), .failed(code: "bad"),
    unreached, .forgotten(jitter: 0), .withdrawn(code: "cancelled"), .deadline, .held(code: "no_endpoint"),
    .released(since: start),
  ]

  @Test("once ended ignores whatever comes", arguments: EnquiryState.allCases.filter { !$0.isOpen }, events)
  func ended(state: EnquiryState, event: Event) {
    var machine = Self.machine(state, attempts: 2, code: "x")
    #expect(machine.handle(event, at: Self.start) == .ignore)
    #expect(machine.handle(event, at: Self.due) == .ignore)
    #expect(machine == Self.machine(state, attempts: 2, code: "x"))
  }

  @Test("ends as timed out at the deadline whatever comes", arguments: EnquiryState.allCases.filter(\.isOpen), events)
  func deadline(state: EnquiryState, event: Event) {
    var machine = Self.machine(state)
    #expect(machine.handle(event, at: Self.due) == .close)
    #expect(machine.state == .timedOut && machine.code == "no_answer")
    var troubled = Self.machine(state, code: "bank_unreachable")
    #expect(troubled.handle(event, at: Self.due) == .close)
    #expect(troubled.code == "bank_unreachable")
  }

  @Test("is taken over when its worker's lease is over")
  func takenOver() {
    var machine = EnquiryMachine.new(at: Self.start, dueAt: Self.due)
    #expect(machine.nextAt == Self.start)
    _ = machine.handle(.claimed(lease: Self.lease), at: Self.start)
    #expect(machine.nextAt == Self.start.adding(Self.lease))
  }

  private static let waiting: [(EnquiryState, Int)] = [(.queued, 0), (.sent, 1), (.acknowledged, 0)]

  @Test("given back by a worker that did not ask waits as it did before it was taken on", arguments: waiting)
  func givenBack(state: EnquiryState, attempts: Int) {
    var machine = Self.machine(state, attempts: attempts, code: attempts > 0 ? "bank_timed_out" : nil)
    let before = machine
    _ = machine.handle(.claimed(lease: Self.lease), at: Self.start.adding(.seconds(9)))
    #expect(machine.nextAt == Self.start.adding(.seconds(9)).adding(Self.lease))
    #expect(machine.handle(.released(since: Self.start), at: Self.start.adding(.seconds(12))) == .wait)
    #expect(machine == before)
  }

  @Test("waits 2, 4, 8 ... seconds between tries, 15 minutes at most")
  func pausesGrow() {
    var machine = EnquiryMachine.new(at: Self.start, dueAt: Self.due)
    let pauses = (1...12).map { _ in
      _ = machine.handle(Self.unreached, at: Self.start)
      return machine.nextAt.since(Self.start).milliseconds / 1_000
    }
    #expect(pauses == [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900])
    #expect(machine.attempts == 12 && machine.code == "bank_timed_out")
  }

  @Test("adds up to half a pause of jitter", arguments: [(0, 2_000), (500, 2_500), (999, 2_999)])
  func jitter(jitter: Int, milliseconds: Int64) {
    var machine = Self.machine(.sent)
    _ = machine.handle(.unreached(code: "x", retryAfter: nil, jitter: jitter), at: Self.start)
    #expect(machine.nextAt.since(Self.start) == .milliseconds(milliseconds))
  }

  @Test(
    "honours Retry-After where it is longer than the pause, and never waits past the deadline",
    arguments: [
      (Span.seconds(1), Span.seconds(2)), (.seconds(60), .seconds(60)), (.hours(3), .hours(3)),
      (.hours(48), .hours(24)),
    ])
  func retryAfter(asked: Span, wait: Span) {
    var machine = Self.machine(.sent)
    _ = machine.handle(.unreached(code: "bank_throttled", retryAfter: asked, jitter: 0), at: Self.start)
    #expect(machine.nextAt == Self.start.adding(wait))
  }

  @Test("never waits past the deadline, however often it was tried", arguments: [0, 5, 1_000_000])
  func neverPastDeadline(attempts: Int) {
    var machine = Self.machine(.sent, attempts: attempts)
    let late = Self.due.adding(.seconds(-1))
    _ = machine.handle(.unreached(code: "x", retryAfter: .hours(1), jitter: 999), at: late)
    #expect(machine.nextAt == Self.due)
    _ = machine.handle(.acknowledged(retryAfter: .hours(1)), at: late)
    #expect(machine.nextAt == Self.due)
  }

  @Test(
    "asks for an accepted answer when the bank says, at once is a second, and counts afresh",
    arguments: [
      (Span?.none, Span.seconds(2)), (.seconds(0), .seconds(1)), (.seconds(90), .seconds(90)),
    ])
  func acknowledgement(retryAfter: Span?, wait: Span) {
    var machine = Self.machine(.sent, attempts: 7, code: "bank_timed_out")
    _ = machine.handle(.acknowledged(retryAfter: retryAfter), at: Self.start)
    #expect(machine.nextAt == Self.start.adding(wait))
    #expect(machine.attempts == 0 && machine.code == nil)
  }

  @Test("keeps the code it ended with, and none when it was answered")
  func codes() {
    var machine = Self.machine(.sent, code: "bank_timed_out")
    _ = machine.handle(.answered, at: Self.start)
    #expect(machine.code == nil)
    machine = Self.machine(.sent)
    _ = machine.handle(.declined(code: "unknown_person"), at: Self.start)
    #expect(machine.code == "unknown_person")
  }
}
