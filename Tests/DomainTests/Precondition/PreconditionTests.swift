import Domain
import TestFixtures
import Testing

@Suite("A precondition")
struct PreconditionTests {
  private static let (shanghai, yunnan, beijing, hainan) = (
    RegionCode("CN-SH"), RegionCode("CN-YN"), RegionCode("CN-BJ"), RegionCode("CN-HI")
  )
  private static let ninetyNine = Share(hundredths: 9_900) ?? .full
  private static let rule = OpeningRule(
    group: "pilot-2", regions: [beijing, hainan], after: "pilot-1", predecessors: [shanghai, yunnan], days: 14,
    answered: ninetyNine)
  private static let start = Moment(text: "2022-01-01") ?? .distantFuture

  private func rollout(_ shares: (RegionCode, Int)...) -> Rollout {
    shares.reduce(into: Rollout()) { rollout, share in rollout.set(Share(hundredths: share.1) ?? .none, for: share.0) }
  }

  @Test("of a group is asked for as soon as anything of it opens, to however few, and no longer once it is open")
  func opened() {
    let rule = Self.rule
    #expect(rule.opened(from: .initial, to: rollout((Self.beijing, 1))) == [Self.beijing])
    #expect(rule.opened(from: rollout((Self.beijing, 1)), to: rollout((Self.beijing, 10_000))).isEmpty)
    #expect(
      rule.opened(from: rollout((Self.beijing, 1)), to: rollout((Self.beijing, 1), (Self.hainan, 5))) == [Self.hainan])
    #expect(rule.opened(from: .initial, to: rollout((Self.shanghai, 10_000))).isEmpty)
    #expect(rule.opened(from: rollout((Self.beijing, 1)), to: .initial).isEmpty)
  }

  @Test("has the group before open only when all of it is, to however few")
  func precedent() {
    #expect(Self.rule.isPrecedent(rollout((Self.shanghai, 1), (Self.yunnan, 10_000))))
    #expect(!Self.rule.isPrecedent(rollout((Self.shanghai, 10_000))))
  }

  private static let figures: [(days: Int64, ended: Int, answered: Int, meets: Bool)] = [
    (14, 100, 99, true), (14, 100, 98, false), (13, 100, 100, false), (400, 1_000_000, 989_999, false),
    (400, 1_000_000, 990_000, true), (14, 0, 0, false), (14, 1, 1, true),
  ]

  @Test("is met by its days and its share, to the last enquiry", arguments: figures)
  func meets(days: Int64, ended: Int, answered: Int, meets: Bool) {
    let figures = OpeningFigures(
      opened: [Self.beijing], openSince: Self.start, answers: AnswerCount(ended: ended, answered: answered),
      at: Self.start.adding(.days(days)))
    #expect(figures.meet(Self.rule) == meets)
    let short = OpeningFigures(
      opened: [Self.beijing], openSince: Self.start, answers: AnswerCount(ended: ended, answered: answered),
      at: Self.start.adding(.days(14)).adding(.milliseconds(-1)))
    #expect(!short.meet(Self.rule))
  }

  @Test("rounds its figures down, so that what falls short never reads as enough")
  func rounded() {
    #expect(AnswerCount(ended: 1_000_000, answered: 989_999).share == Share(hundredths: 9_899))
    #expect(AnswerCount().share == nil)
  }

  @Test("counts answered enquiries against all that ended, withdrawn ones left out")
  func counted() {
    let states: [EnquiryState] = [.answered, .answered, .declined, .failed, .timedOut, .withdrawn]
    let outcomes = states.map { QueryOutcome(bank: BankCode("icbc"), state: $0, code: nil) }
    #expect(AnswerCount(outcomes) == AnswerCount(ended: 5, answered: 2))
  }

  private static let moves: [(BankRollout, BankRollout, Bool)] = [
    (.closed, .connected(.everywhere), true), (.closed, .connected(.only([shanghai])), true),
    (.closed, .suspended(reason: "x", regions: .everywhere), true),
    (.closed, .suspended(reason: "x", regions: nil), false),
    (.suspended(reason: "x", regions: nil), .connected(.everywhere), true),
    (.suspended(reason: "x", regions: .everywhere), .connected(.everywhere), false),
    (.connected(.only([shanghai])), .connected(.everywhere), false), (.connected(.everywhere), .closed, false),
  ]

  @Test(
    "of a bank is asked for when it connects anew, and not when its regions change or a suspension ends",
    arguments: moves)
  func connected(before: BankRollout, after: BankRollout, isAsked: Bool) {
    let icbc = BankCode("icbc")
    var (from, to) = (Rollout(), Rollout())
    from.set(before, for: icbc)
    to.set(after, for: icbc)
    let rule = ConnectionRule(banks: [icbc], certificationDays: 60)
    #expect(rule.connected(from: from, to: to) == (isAsked ? [icbc] : []))
  }

  @Test("that is not met tells its figures and what was needed")
  func told() {
    let unmet = UnmetPrecondition.opening(
      Self.rule,
      OpeningFigures(
        opened: [Self.beijing], openSince: Self.start, answers: AnswerCount(ended: 200, answered: 197),
        at: Self.start.adding(.days(3))))
    #expect(
      unmet.message.en == """
        group pilot-2 needs pilot-1 open for 14 days with at least 99 % answered in time: it has been open for 3 days \
        (since 2022-01-01 00:00), 98.5 % answered in the last 14 days (197 of 200)
        """)
    #expect(unmet.message.zh.contains("只开放了 3 天") && unmet.message.zh.contains("98.5%（197/200 笔）"))
    #expect(
      unmet.json == [
        "code": "group_not_ready", "group": "pilot-2", "regions": ["CN-BJ"], "after": "pilot-1",
        "openSince": "2022-01-01T00:00:00+08:00", "openDays": 3, "neededDays": 14, "ended": 200, "answered": 197,
        "answeredPercent": .number(98.5), "neededPercent": 99,
      ])
    let bank = UnmetPrecondition.connection(
      BankCode("icbc"), ConnectionRule(banks: [], certificationDays: 60), endsAt: Self.start.adding(.hours(47)),
      at: Self.start)
    #expect(
      bank.message.en == """
        bank icbc needs 60 days of certification left to connect: it has 1 (until 2022-01-02 23:00)
        """)
    #expect(bank.json["daysLeft"] == 1 && bank.json["neededDays"] == 60)
  }
}
