import Domain
import RolloutRules
import Testing

@Suite("Preconditions of a commit")
struct PreconditionTests {
  private static let (icbc, shanghai, beijing) = (BankCode("icbc"), RegionCode("CN-SH"), RegionCode("CN-BJ"))
  private static let ninetyFive = Share(hundredths: 9_500) ?? .full

  private let records: RecordsInMemory

  /// Beijing opens seven days after Shanghai, where 95 % were answered; banks connect with thirty days of
  /// certification.
  init() throws {
    records = try RecordsInMemory()
    records.registry.preconditions = Preconditions(
      openings: [
        OpeningRule(
          group: "north", regions: [Self.beijing], after: "coast", predecessors: [Self.shanghai], days: 7,
          answered: Self.ninetyFive)
      ],
      connections: [ConnectionRule(banks: [Self.icbc], certificationDays: 30)])
    try records.commit { rollout in
      rollout.set(policy: Policy.preconditions.name, to: "required")
      rollout.set(.full, for: Self.shanghai)
    }
  }

  private func unmet(_ edit: (inout Rollout) -> Void) throws -> [UnmetPrecondition] {
    let running = try records.lastAppliedRevision().rollout
    var rollout = running
    edit(&rollout)
    return try records.unmetPreconditions(from: running, to: rollout, at: records.now)
  }

  @Test(
    "of a group's opening: the days, and the share answered in them",
    arguments: [
      (Span.days(7), 95, true), (.days(7).less, 95, false), (.days(7), 94, false), (.days(400), 100, true),
    ])
  func opening(open: Span, answered: Int, isMet: Bool) throws {
    records.now = records.now.adding(open)
    var asked: [CalendarDay] = []
    records.figures.answers = { regions, day in
      #expect(regions == [Self.shanghai])
      asked.append(day)
      return AnswerCount(ended: 100, answered: answered)
    }
    let found = try unmet { $0.set(.full, for: Self.beijing) }
    #expect(found.map(\.subject) == (isMet ? [] : ["group north after coast"]))
    #expect(asked == [records.now.adding(.days(-7)).day])
  }

  @Test("of a group count from the latest time at which the one before was closed")
  func closedMeanwhile() throws {
    records.now = records.now.adding(.days(6))
    try records.commit { $0.set(.none, for: Self.shanghai) }
    try records.commit { $0.set(.full, for: Self.shanghai) }
    records.now = records.now.adding(.days(6))
    records.figures.answers = { _, _ in AnswerCount(ended: 1, answered: 1) }
    #expect(try unmet { $0.set(.full, for: Self.beijing) }.count == 1)
    records.now = records.now.adding(.days(1))
    #expect(try unmet { $0.set(.full, for: Self.beijing) }.isEmpty)
  }

  @Test("of a bank's connection: so many days of certification are left", arguments: [(150, true), (151, false)])
  func connection(days: Int64, isMet: Bool) throws {
    try records.certify(Self.icbc)
    records.now = records.now.adding(.days(days))
    let found = try unmet { $0.set(.connected(.everywhere), for: Self.icbc) }
    #expect(found.map(\.subject) == (isMet ? [] : ["bank icbc"]))
  }

  @Test("of a bank that was never certified are not met")
  func neverCertified() throws {
    let found = try unmet { $0.set(.connected(.everywhere), for: Self.icbc) }
    #expect(
      found == [
        .connection(
          Self.icbc, ConnectionRule(banks: [Self.icbc], certificationDays: 30), endsAt: nil, at: records.now)
      ])
  }

  @Test("ask nothing where neither the running rules nor the new ones want them")
  func off() throws {
    try records.commit { $0.set(policy: Policy.preconditions.name, to: "off") }
    #expect(try unmet { $0.set(.full, for: Self.beijing) }.isEmpty)
  }

  @Test("are not switched off by the commit that misses them")
  func switchedOff() throws {
    records.figures.answers = { _, _ in AnswerCount(ended: 1, answered: 1) }
    let found = try unmet { rollout in
      rollout.set(policy: Policy.preconditions.name, to: "off")
      rollout.set(.full, for: Self.beijing)
    }
    #expect(found.count == 1)
  }
}

extension Span {
  /// The span less a millisecond.
  fileprivate var less: Span { .milliseconds(milliseconds - 1) }
}
