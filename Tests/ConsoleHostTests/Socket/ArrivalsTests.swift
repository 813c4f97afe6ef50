import Testing

@testable import ConsoleHost

struct ArrivalsTests {
  private let start = ContinuousClock.now

  private func arrivals(_ change: (inout AcceptLimits) -> Void = { _ in }) -> Arrivals {
    var limits = AcceptLimits()
    change(&limits)
    return Arrivals(limits: limits)
  }

  private func add(_ accounts: UInt32..., to arrivals: inout Arrivals) {
    for account in accounts { arrivals.add(3, account, .failure(.foreign), now: start) }
  }

  @Test func `an account takes no more than its places, and others go before the rest of it`() {
    var arrivals = arrivals { $0.atOncePerAccount = 2 }
    add(1, 1, 1, 1, 5, to: &arrivals)
    let begun = (0..<9).compactMap { _ in arrivals.begin() }
    #expect(begun.map(\.account) == [1, 1, 5] && arrivals.waiting.count == 2)
    arrivals.end(begun[0].number)
    let next = arrivals.begin()
    #expect(next?.number == 3)
  }

  @Test func `no more are looked up at once than there are places`() {
    var arrivals = arrivals { $0.atOnce = 3 }
    add(1, 2, 3, 4, to: &arrivals)
    let begun = (0..<9).compactMap { _ in arrivals.begin() }
    #expect(begun.count == 3)
  }

  @Test func `one that is late is given up, but keeps its place until its thread has ended`() throws {
    var arrivals = arrivals { limits in
      limits.atOnce = 1
      limits.identifying = .seconds(5)
    }
    add(1, 2, to: &arrivals)
    let first = arrivals.begin()
    let begun = try #require(first)
    let early = arrivals.late(start + .milliseconds(4_999))
    #expect(early.isEmpty && arrivals.nextLate == start + .seconds(5))
    let late = arrivals.late(start + .seconds(5))
    #expect(late.count == 2 && arrivals.nextLate == nil)
    add(3, to: &arrivals)
    let without = arrivals.begin()
    let isClaimed = arrivals.claim(begun.number)
    #expect((without == nil) && !isClaimed)
    arrivals.end(begun.number)
    let next = arrivals.begin()
    #expect(next?.account == 3)
  }

  @Test func `a connection is given on once`() throws {
    var arrivals = arrivals()
    add(1, to: &arrivals)
    let first = arrivals.begin()
    let number = try #require(first).number
    let claims = [arrivals.claim(number), arrivals.claim(number)]
    #expect(claims == [true, false])
    let left = arrivals.late(start + .seconds(9)) + arrivals.all()
    #expect(left.isEmpty)
  }

  @Test func `there is an end to waiting`() {
    var arrivals = arrivals { $0.waiting = 2 }
    add(1, to: &arrivals)
    #expect(!arrivals.isFull)
    add(1, to: &arrivals)
    #expect(arrivals.isFull)
    let all = arrivals.all()
    #expect(all.count == 2 && !arrivals.isFull)
  }
}
