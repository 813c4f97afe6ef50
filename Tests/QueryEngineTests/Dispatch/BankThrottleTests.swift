import Domain
import Testing

@testable import QueryEngine

@Suite("The line to a bank")
struct BankThrottleTests {
  private static let start = Moment(milliseconds: 1_654_741_800_000)
  private static let most = 4

  /// One exchange from its beginning to its end, at a time in seconds; false if none may begin.
  private static func exchange(
    _ outcome: BankThrottle.Outcome, on line: inout BankThrottle, at seconds: Double, jitter: Int = 0
  ) -> Bool {
    let now = start.adding(.milliseconds(Int64(seconds * 1_000)))
    guard let pass = line.enter(at: now, most: most) else { return false }
    line.note(outcome, of: pass, at: now, jitter: jitter, most: most)
    line.leave(pass, at: now)
    return true
  }

  private static func opened(jitter: Int = 0) -> BankThrottle {
    var line = BankThrottle()
    for _ in 0..<5 { _ = exchange(.nothing(retryAfter: nil), on: &line, at: 0, jitter: jitter) }
    return line
  }

  private static func mayEnter(_ line: BankThrottle, at seconds: Double) -> Bool {
    var line = line
    return line.enter(at: start.adding(.milliseconds(Int64(seconds * 1_000))), most: most) != nil
  }

  @Test("opens after five exchanges in a row that came to nothing, and not before")
  func opens() {
    var line = BankThrottle()
    let tries = (0..<6).map { _ in Self.exchange(.nothing(retryAfter: nil), on: &line, at: 0) }
    #expect(tries == [true, true, true, true, true, false])
  }

  @Test("counts those in a row only")
  func inARow() {
    var line = BankThrottle()
    for _ in 0..<4 { _ = Self.exchange(.nothing(retryAfter: nil), on: &line, at: 0) }
    _ = Self.exchange(.replied, on: &line, at: 0)
    for _ in 0..<4 { _ = Self.exchange(.nothing(retryAfter: nil), on: &line, at: 0) }
    #expect(line.circuit == .closed(failures: 4))
  }

  @Test("is tried again after pauses that double from 5 to 60 seconds")
  func pauses() {
    var line = Self.opened()
    var now = 0.0
    for pause in [5.0, 10, 20, 40, 60, 60] {
      #expect(!Self.mayEnter(line, at: now + pause - 0.001))
      now += pause
      #expect(Self.exchange(.nothing(retryAfter: nil), on: &line, at: now))
    }
  }

  @Test("is tried earlier by a quarter at most, as chance has it")
  func jitter() {
    let line = Self.opened(jitter: 999)
    #expect(!Self.mayEnter(line, at: 3.7) && Self.mayEnter(line, at: 3.76))
  }

  @Test("is tried by one enquiry at a time")
  func probe() throws {
    var line = Self.opened()
    let later = Self.start.adding(.seconds(5))
    let entered = line.enter(at: later, most: Self.most)
    let pass = try #require(entered)
    #expect(pass.isProbe && line.enter(at: later, most: Self.most) == nil)
    line.note(.replied, of: pass, at: later, jitter: 0, most: Self.most)
    line.leave(pass, at: later)
    #expect(line.circuit == .closed(failures: 0) && line.inHand == 0)
  }

  @Test("that found nothing to ask may be tried again at once")
  func untried() throws {
    var line = Self.opened()
    let later = Self.start.adding(.seconds(5))
    let entered = line.enter(at: later, most: Self.most)
    line.leave(try #require(entered), at: later)
    #expect(line.enter(at: later, most: Self.most)?.isProbe == true)
  }

  @Test("is closed by a late answer to what was sent before it opened, and not kept open by a late failure")
  func stragglers() throws {
    var line = BankThrottle()
    let entered = line.enter(at: Self.start, most: Self.most)
    let straggler = try #require(entered)
    for _ in 0..<5 { _ = Self.exchange(.nothing(retryAfter: nil), on: &line, at: 0) }
    let open = line
    line.note(.nothing(retryAfter: nil), of: straggler, at: Self.start.adding(.seconds(4)), jitter: 0, most: Self.most)
    #expect(line.circuit == open.circuit)
    line.note(.replied, of: straggler, at: Self.start.adding(.seconds(4)), jitter: 0, most: Self.most)
    #expect(line.circuit == .closed(failures: 0))
  }

  @Test("begins again with the shortest pause once the bank was back")
  func again() {
    var line = Self.opened()
    #expect(Self.exchange(.nothing(retryAfter: nil), on: &line, at: 5))
    #expect(Self.exchange(.replied, on: &line, at: 15))
    for _ in 0..<5 { #expect(Self.exchange(.nothing(retryAfter: nil), on: &line, at: 15)) }
    #expect(!Self.mayEnter(line, at: 19.9) && Self.mayEnter(line, at: 20))
  }

  private static let pausesAskedFor: [(BankThrottle.Outcome, Double)] = [
    (.throttled(retryAfter: .seconds(30)), 30), (.throttled(retryAfter: nil), 0.5),
    (.nothing(retryAfter: .minutes(10)), 600), (.nothing(retryAfter: nil), 0),
    (.throttled(retryAfter: .days(1)), 3_600), (.replied, 0),
  ]

  @Test("leaves the whole bank alone for as long as it asked, an hour at most", arguments: pausesAskedFor)
  func holds(outcome: BankThrottle.Outcome, seconds: Double) {
    var line = BankThrottle()
    _ = Self.exchange(outcome, on: &line, at: 0)
    #expect(Self.mayEnter(line, at: seconds))
    if seconds > 0 { #expect(!Self.mayEnter(line, at: seconds - 0.001)) }
  }

  /// The number of requests that a line lets begin at one time.
  private static func room(_ line: BankThrottle, at seconds: Double) -> Int {
    var line = line
    return (0..<10).count { _ in
      line.enter(at: start.adding(.milliseconds(Int64(seconds * 1_000))), most: most) != nil
    }
  }

  @Test("halves the requests at a time with each 429, down to one, and wins them back one by one")
  func limits() {
    var line = BankThrottle()
    #expect(Self.room(line, at: 0) == 4)
    var limits: [Int?] = []
    for second in 1...3 {
      #expect(Self.exchange(.throttled(retryAfter: nil), on: &line, at: Double(second) * 10))
      limits.append(line.limit)
    }
    #expect(limits == [2, 1, 1] && line.interval == .seconds(2))
    limits = (1...6).map { reply in
      #expect(Self.exchange(.replied, on: &line, at: 100 + Double(reply) * 10))
      return line.limit
    }
    #expect(limits == [2, 2, 3, 3, 3, nil])
  }

  @Test("spaces requests out after 429, up to 30 seconds, and closes up again")
  func spacing() {
    var line = BankThrottle()
    for step in 1...12 { _ = Self.exchange(.throttled(retryAfter: nil), on: &line, at: Double(step) * 60) }
    #expect(line.interval == .seconds(30) && Self.room(line, at: 1_000) == 1)
    for step in 1...40 { _ = Self.exchange(.replied, on: &line, at: 1_000 + Double(step) * 60) }
    #expect(line.interval == .seconds(0) && Self.room(line, at: 9_000) == 4)
  }

  @Test("has never more in hand than it may, and lets somebody try within an hour whatever happened")
  func neverForEver() {
    for seed in UInt64(1)...300 {
      let random = SeededRandom(seed: seed)
      var (line, passes, now): (BankThrottle, [BankThrottle.Pass], Moment) = (BankThrottle(), [], Self.start)
      for _ in 0..<200 {
        now = now.adding(.milliseconds(Int64(random.below(random.below(4) == 0 ? 90_000 : 2_000)) - 200))
        if random.below(2) == 0, let pass = line.enter(at: now, most: Self.most) { passes.append(pass) }
        if random.below(2) == 0, let pass = passes.popLast() {
          if random.below(5) > 0 {
            line.note(outcome(random), of: pass, at: now, jitter: Int(random.below(1_000)), most: Self.most)
          }
          line.leave(pass, at: now)
        }
        #expect(line.inHand == passes.count && passes.count <= Self.most)
      }
      for pass in passes { line.leave(pass, at: now) }
      #expect(line.enter(at: now.adding(.hours(1)), most: Self.most) != nil, "seed \(seed): \(line)")
    }
  }

  private func outcome(_ random: SeededRandom) -> BankThrottle.Outcome {
    let pause = random.below(3) == 0 ? Span.seconds(Int64(random.below(100_000))) : nil
    return [.replied, .throttled(retryAfter: pause), .nothing(retryAfter: pause), .nothing(retryAfter: nil)][
      Int(random.below(4))]
  }

  @Test("is kept waiting by no clock that was put back")
  func clockBack() {
    #expect(Self.mayEnter(Self.opened(), at: -1))
  }

  private static let outcomes: [BankThrottle.Outcome] = [
    .replied, .replied, .throttled(retryAfter: nil), .throttled(retryAfter: .seconds(3)), .nothing(retryAfter: nil),
    .nothing(retryAfter: nil),
  ]

  @Test("has room for as many requests as may begin, and never for more", arguments: 0..<20)
  func capacity(seed: Int) {
    let random = SeededRandom(seed: UInt64(seed))
    var (line, seconds, passes): (BankThrottle, Double, [BankThrottle.Pass]) = (BankThrottle(), 0, [])
    for _ in 0..<400 {
      seconds += Double(random.below(8)) / 4
      let now = Self.start.adding(.milliseconds(Int64(seconds * 1_000)))
      if random.below(2) == 0, let pass = line.enter(at: now, most: Self.most) {
        passes.append(pass)
      } else if random.below(2) == 0, let pass = passes.popLast() {
        let outcome = Self.outcomes[Int(random.below(UInt64(Self.outcomes.count)))]
        line.note(outcome, of: pass, at: now, jitter: 0, most: Self.most)
        line.leave(pass, at: now)
      }
      let capacity = line.capacity(at: now, most: Self.most)
      let (room, mayBegin) = (max(0, (capacity?.requests ?? 0) - line.inHand), Self.room(line, at: seconds))
      #expect(room <= mayBegin)
      if case .closed = line.circuit { #expect(room == mayBegin) }
      // A bank that may be back is tried by one enquiry once nothing else is on its way.
      if line.inHand == 0 { #expect(room == mayBegin && (capacity?.isProbe ?? false) == (Self.probes(line, at: now))) }
    }
  }

  private static func probes(_ line: BankThrottle, at now: Moment) -> Bool {
    var line = line
    return line.enter(at: now, most: most)?.isProbe ?? false
  }
}
