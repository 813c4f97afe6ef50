import Domain
import QueryEngine
import Store
import Synchronization
import Testing

@testable import CardholderCLI

struct CodeEntryTests {
  /// The desk's side: sends a code first, then takes 123456, and locks after some wrong ones.
  private static func desk(_ code: String?, attemptsLeft: Int) throws -> String {
    guard let code else { throw CardholderFault.codeRequired(maskedPhone: "138****8000") }
    guard code == "123456" else { throw CardholderFault.code(.wrong(attemptsLeft: attemptsLeft)) }
    return "done"
  }

  @Test func `a code that was given is used once`() async throws {
    let dialogue = ScriptedDialogue(["123456"])
    let entry = CodeEntry(given: "123456", dialogue: dialogue)
    #expect(try await entry.complete { try Self.desk($0, attemptsLeft: 4) } == "done")
    await #expect(throws: CardholderFault.code(.wrong(attemptsLeft: 4))) {
      try await CodeEntry(given: "1", dialogue: dialogue).complete { try Self.desk($0, attemptsLeft: 4) }
    }
    #expect(!dialogue.isSpent)
  }

  @Test func `without a terminal the call ends and says that a code is needed`() async {
    await #expect(throws: CardholderFault.codeRequired(maskedPhone: "138****8000")) {
      try await CodeEntry(given: nil, dialogue: nil).complete { try Self.desk($0, attemptsLeft: 4) }
    }
  }

  @Test func `on a terminal it is asked for until it is right`() async throws {
    let dialogue = ScriptedDialogue(["000000", "111111", "123456"])
    #expect(
      try await CodeEntry(given: nil, dialogue: dialogue).complete { try Self.desk($0, attemptsLeft: 3) } == "done")
    #expect(dialogue.isSpent)
  }

  /// The desk's side, step by step: the outcomes of calls, and the codes they were made with.
  private final class Script: Sendable {
    private let answers: Mutex<[CardholderFault?]>
    private let log = Mutex<[String?]>([])

    init(_ answers: [CardholderFault?]) { self.answers = Mutex(answers) }

    var calls: [String?] { log.withLock { $0 } }

    func call(_ code: String?) throws -> String {
      log.withLock { $0.append(code) }
      if let fault = answers.withLock({ $0.removeFirst() }) { throw fault }
      return "done"
    }
  }

  /// A clock that moves only when somebody sleeps.
  private final class LeapingClock: WallClock {
    private let moment: Mutex<Moment>
    init(_ now: Moment) { moment = Mutex(now) }
    var now: Moment { moment.withLock { $0 } }
    func sleep(until moment: Moment) async throws { self.moment.withLock { $0 = max($0, moment) } }
  }

  private static let start = Moment(milliseconds: 1_654_740_000_000)
  private static let sent = CardholderFault.codeRequired(maskedPhone: "138****8000")

  private func complete(_ script: Script, _ answers: [String]) async throws -> (said: [String], at: Moment) {
    let (dialogue, clock) = (ScriptedDialogue(answers), LeapingClock(Self.start))
    let entry = CodeEntry(given: nil, dialogue: dialogue, clock: clock)
    #expect(try await entry.complete { try script.call($0) } == "done")
    #expect(dialogue.isSpent)
    return (dialogue.said, clock.now)
  }

  @Test func `a second code within the pause is waited for, and it is said`() async throws {
    let until = Self.start.adding(.seconds(41))
    let script = Script([.code(.locked(until: until)), Self.sent, nil])
    let (said, end) = try await complete(script, ["123456"])
    #expect(end == until && script.calls == [nil, nil, "123456"])
    #expect(said.contains { $0.contains("41") })
  }

  @Test func `what is locked for long is not waited for`() async {
    let fault = CardholderFault.code(.locked(until: Self.start.adding(.minutes(3))))
    let script = Script([fault])
    let entry = CodeEntry(given: nil, dialogue: ScriptedDialogue([]), clock: LeapingClock(Self.start))
    await #expect(throws: fault) { try await entry.complete { try script.call($0) } }
  }

  @Test func `another code is sent when the person wants one, in whatever width`() async throws {
    let script = Script([Self.sent, Self.sent, Self.sent, nil])
    _ = try await complete(script, ["重发", "ＲＥＳＥＮＤ", "123456"])
    #expect(script.calls == [nil, nil, nil, "123456"])
  }

  @Test(arguments: [CardholderFault.code(.expired), .code(.locked(until: nil))])
  func `another code is sent when this one is used up`(fault: CardholderFault) async throws {
    let until = Self.start.adding(.seconds(60))
    let script = Script([Self.sent, fault, .code(.locked(until: until)), Self.sent, nil])
    let (_, end) = try await complete(script, ["111111", "123456"])
    #expect(script.calls == [nil, "111111", nil, nil, "123456"] && end == until)
  }

  @Test func `a code that the gateway has not taken was not sent, and nobody is told that it was`() async throws {
    let script = Script([.codeRequired(maskedPhone: "138****8000", isSent: false), nil])
    let (said, _) = try await complete(script, ["123456"])
    #expect(!said.contains { $0.contains("was sent") || $0.contains("已发送到") })
  }

  @Test func `or until no attempt is left`() async {
    let dialogue = ScriptedDialogue(["000000", "123456"])
    await #expect(throws: CardholderFault.code(.wrong(attemptsLeft: 0))) {
      try await CodeEntry(given: nil, dialogue: dialogue).complete { try Self.desk($0, attemptsLeft: 0) }
    }
    #expect(!dialogue.isSpent)
  }
}
