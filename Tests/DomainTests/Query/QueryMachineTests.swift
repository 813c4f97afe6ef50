import Domain
import Testing

@Suite("A query's life")
struct QueryMachineTests {
  private static let accepted = Moment(milliseconds: 1_654_741_800_000)
  private static let due = accepted.adding(QueryMachine.deadline)
  private static let soon = accepted.adding(.minutes(3))

  private static func machine(_ state: QueryState) -> QueryMachine {
    let isReported = state == .reported || state == .expired
    return QueryMachine(
      state: state, reason: nil, generatedAt: isReported ? soon : nil,
      expiresAt: isReported ? QueryMachine.lastDay(generatedAt: soon).end : nil, dueAt: due)
  }

  private static let table: [(QueryState, QueryMachine.Event, QueryState)] = [
    (.accepted, .asked, .collecting), (.collecting, .asked, .collecting), (.reported, .asked, .reported),
    (.expired, .asked, .expired), (.failed, .asked, .failed),
    (.accepted, .settled(answered: 1), .reported), (.collecting, .settled(answered: 24), .reported),
    (.reported, .settled(answered: 1), .reported), (.expired, .settled(answered: 1), .expired),
    (.failed, .settled(answered: 1), .failed),
    (.accepted, .settled(answered: 0), .failed), (.collecting, .settled(answered: 0), .failed),
    (.reported, .settled(answered: 0), .reported), (.expired, .settled(answered: 0), .expired),
    (.failed, .settled(answered: 0), .failed),
    (.accepted, .cancelled, .failed), (.collecting, .cancelled, .failed), (.reported, .cancelled, .reported),
    (.expired, .cancelled, .expired), (.failed, .cancelled, .failed),
    (.accepted, .keyLost, .failed), (.collecting, .keyLost, .failed), (.reported, .keyLost, .reported),
    (.expired, .keyLost, .expired), (.failed, .keyLost, .failed),
    (.accepted, .term, .accepted), (.collecting, .term, .collecting), (.reported, .term, .reported),
    (.expired, .term, .expired), (.failed, .term, .failed),
    (.accepted, .altered, .failed), (.collecting, .altered, .failed), (.reported, .altered, .failed),
    (.expired, .altered, .failed), (.failed, .altered, .failed),
  ]

  @Test("goes from state to state as the design says, and acts only when it moves on", arguments: table)
  func transitions(before: QueryState, event: QueryMachine.Event, after: QueryState) {
    var machine = Self.machine(before)
    let action = machine.handle(event, at: Self.soon)
    #expect(machine.state == after)
    let moved = before != after
    switch action {
    case .none: #expect(!moved || after == .collecting)
    case .report: #expect(moved && after == .reported)
    case .fail(let reason):
      #expect(after == .failed && (moved || event == .altered))
      #expect(machine.reason == reason)
      #expect(reason == (Self.reasons.first { $0.event == event }?.reason ?? "no_bank_answered"))
    case .expire: Issue.record("nothing expires here")
    }
    if !moved, event != .altered { #expect(machine == Self.machine(before)) }
  }

  private static let reasons: [(event: QueryMachine.Event, reason: String)] = [
    (.cancelled, "cancelled"), (.keyLost, "key_lost"), (.altered, "record_altered"),
  ]

  @Test("is moved by an event out of the states that the machine names for it, and out of no other")
  func sources() {
    let events: [QueryMachine.Event] = [
      .asked, .settled(answered: 0), .settled(answered: 1), .cancelled, .keyLost, .term, .altered,
    ]
    for event in events {
      let moved = QueryState.allCases.filter { state in
        var machine = Self.machine(state)
        _ = machine.handle(event, at: Self.due.adding(.days(30)))
        return machine.state != state
      }
      #expect(QueryMachine.sources(of: event) == moved, "\(event)")
    }
    #expect(QueryMachine.sources(of: .asked) == [.accepted])
    #expect(QueryMachine.sources(of: .cancelled) == [.accepted, .collecting])
    #expect(QueryMachine.sources(of: .term) == [.reported])
  }

  @Test("counts a report made after the deadline as generated at the deadline")
  func lateReport() {
    var machine = Self.machine(.collecting)
    let action = machine.handle(.settled(answered: 1), at: Self.due.adding(.days(3)))
    let end = Self.due.day.adding(8).start
    #expect(action == .report(generatedAt: Self.due, expiresAt: end))
    #expect(machine.generatedAt == Self.due && machine.expiresAt == end)
  }

  @Test(
    "keeps a report until the end of the 7th natural day after the day of generation",
    arguments: [
      ("2022-06-09T00:00:00", "2022-06-17T00:00:00"), ("2022-06-09T23:59:59.999", "2022-06-17T00:00:00"),
      ("2022-06-10T00:00:00", "2022-06-18T00:00:00"), ("2020-02-25T12:00:00", "2020-03-04T00:00:00"),
    ])
  func term(generated: String, expires: String) throws {
    let generatedAt = try #require(Moment(text: generated))
    let expiresAt = try #require(Moment(text: expires))
    var machine = QueryMachine(
      state: .collecting, reason: nil, generatedAt: nil, expiresAt: nil, dueAt: generatedAt.adding(.hours(20)))
    #expect(
      machine.handle(.settled(answered: 1), at: generatedAt) == .report(generatedAt: generatedAt, expiresAt: expiresAt))
    #expect(machine.handle(.term, at: expiresAt.adding(.milliseconds(-1))) == .none)
    #expect(machine.state == .reported)
    #expect(machine.handle(.term, at: expiresAt) == .expire)
    #expect(machine.handle(.term, at: expiresAt) == .none)
    #expect(machine.state == .expired)
  }

  @Test("has the terms that were promised")
  func terms() {
    #expect(QueryMachine.deadline == .hours(24))
    #expect(QueryMachine.waitingTime == .hours(7 * 24))
    #expect(QueryState.allCases.filter(\.isOpen) == [.accepted, .collecting])
  }
}
