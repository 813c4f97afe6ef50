import Domain
import Testing

struct PasswordAttemptsTests {
  private let now = Moment(milliseconds: 1_000_000)

  @Test func `five that are found wrong lock, however they overlap`() {
    var attempts = PasswordAttempts()
    for id in ["a", "b", "c", "d", "e"] { #expect(attempts.begin(id, at: now) == .begun) }
    #expect(attempts.begin("f", at: now) == .wait)
    for (id, left) in [("c", 4), ("a", 3), ("e", 2), ("b", 1)] {
      #expect(attempts.end(id, isRight: false, at: now) == .wrong(attemptsLeft: left))
      #expect(attempts.begin("f", at: now) == .wait)
    }
    let until = now.adding(.days(1))
    #expect(attempts.end("d", isRight: false, at: now) == .locked(until: until))
    #expect(attempts.begin("f", at: until.adding(.milliseconds(-1))) == .locked(until: until))
    #expect(attempts.begin("f", at: until) == .begun)
    #expect(attempts.end("f", isRight: false, at: until) == .wrong(attemptsLeft: 4))
  }

  @Test func `right ones lock nobody out, however many at once`() {
    var attempts = PasswordAttempts()
    for id in ["a", "b", "c", "d", "e"] { #expect(attempts.begin(id, at: now) == .begun) }
    #expect(attempts.begin("f", at: now) == .wait)
    #expect(attempts.end("a", isRight: true, at: now) == .right)
    #expect(attempts.begin("f", at: now) == .begun)
    for id in ["b", "c", "d", "e", "f"] { #expect(attempts.end(id, isRight: true, at: now) == .right) }
    #expect(attempts == PasswordAttempts())
  }

  @Test func `a right one in between starts the count afresh`() {
    var attempts = PasswordAttempts(failures: 4)
    #expect(attempts.begin("a", at: now) == .begun)
    #expect(attempts.begin("b", at: now) == .wait)
    #expect(attempts.end("a", isRight: true, at: now) == .right)
    #expect(attempts.begin("b", at: now) == .begun)
    #expect(attempts.end("b", isRight: false, at: now) == .wrong(attemptsLeft: 4))
  }

  @Test func `one that never ends holds its place for a lease, and says nothing afterwards`() {
    var attempts = PasswordAttempts(failures: 4)
    #expect(attempts.begin("a", at: now) == .begun)
    let end = now.adding(PasswordAttempts.lease)
    #expect(attempts.begin("b", at: end.adding(.milliseconds(-1))) == .wait)
    #expect(attempts.begin("b", at: end) == .begun)
    #expect(attempts.end("a", isRight: true, at: end) == .void)
    #expect(attempts.end("a", isRight: false, at: end) == .void)
    #expect(attempts.end("b", isRight: false, at: end) == .locked(until: end.adding(.days(1))))
  }

  @Test func `one whose lease is over says nothing, though nobody took its place`() {
    var attempts = PasswordAttempts()
    #expect(attempts.begin("a", at: now) == .begun)
    #expect(attempts.end("a", isRight: true, at: now.adding(PasswordAttempts.lease)) == .void)
    #expect(attempts.failures == 0)
  }

  @Test func `one that could not be made counts as nothing`() {
    var attempts = PasswordAttempts(failures: 2)
    #expect(attempts.begin("a", at: now) == .begun)
    attempts.withdraw("a")
    #expect(attempts == PasswordAttempts(failures: 2))
    #expect(attempts.end("a", isRight: true, at: now) == .void)
  }

  @Test func `they are read as they are written`() {
    var attempts = PasswordAttempts(failures: 1)
    _ = attempts.begin("a", at: now)
    _ = attempts.begin("b", at: now.adding(.seconds(1)))
    #expect(attempts.openText == "a@1060000 b@1061000")
    #expect(PasswordAttempts(failures: 1, lockedUntil: nil, openText: attempts.openText) == attempts)
    #expect(PasswordAttempts().openText == nil)
  }

  @Test(arguments: 0..<200) func `no history tries more than five wrong ones between two locks`(seed: Int) {
    var (random, attempts, running, wrong) = (SystemRandomNumberGenerator(), PasswordAttempts(), [String](), 0)
    for step in 0..<60 {
      if Bool.random(using: &random) {
        if attempts.begin("\(seed)-\(step)", at: now) == .begun { running.append("\(seed)-\(step)") }
      } else if let id = running.randomElement(using: &random) {
        running.removeAll { $0 == id }
        if attempts.end(id, isRight: false, at: now) != .void { wrong += 1 }
      }
      #expect(wrong + running.count <= 5)
    }
    for id in running { _ = attempts.end(id, isRight: false, at: now) }
    #expect(attempts.begin("last", at: now) != .wait)
  }
}
