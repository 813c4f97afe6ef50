import Domain
import RolloutControl
import Store
import TestFixtures
import Testing

@Suite("A script on top of the running revision")
struct PlanTests {
  private let database: OperatedDatabase
  private let session: OperatorSession

  init() throws {
    database = try OperatedDatabase()
    try database.commit(.openChannels([.app]), .openRegions([.shanghai], .half))
    session = try database.session()
  }

  private static let opening: [ScriptedStep] = [.edit(.openRegions([.shanghai], .full))]

  @Test("is planned without changing anything, the candidate included")
  func planned() throws {
    _ = try session.edit(.openChannels([.web]))
    let records = try database.records()
    let plan = try session.plan(Self.opening)
    #expect(plan.base == 1 && plan.changes.map(\.path) == ["regions.CN-SH.share"] && plan.commits.count == 1)
    #expect(try database.records() == records && session.differs)
    #expect(try session.plan([.edit(.openChannels([.app]))]).commits.isEmpty)
    #expect(try session.plan(Self.opening + [.discard]).commits.isEmpty)
  }

  @Test("is applied commit by commit, and the second time nothing is left to do")
  func applied() throws {
    let steps =
      Self.opening + [
        .commit(CommitTerms(comment: "own")), .edit(.openChannels([.web])), .edit(.closeChannels([.web])),
      ]
      + [.commit(CommitTerms()), .edit(.connect([.icbc], .everywhere))]
    _ = try session.edit(.openRegions([.yunnan], .full))
    let (plan, outcomes) = try session.apply(steps, CommitTerms(comment: "from git"))
    #expect(plan.commits.count == 2 && outcomes.count == 2)
    #expect(try session.history.revisions().map(\.comment) == ["", "own", "from git"])
    #expect(session.base.number == 3 && session.differs)
    let again = try session.apply(steps, CommitTerms())
    #expect(again.outcomes.isEmpty && again.plan.changes.isEmpty)
  }

  @Test("leaves out of later steps what takes force later")
  func scheduled() throws {
    let time = database.clock.now.adding(.days(1))
    let steps = Self.opening + [.commit(CommitTerms(at: time)), .edit(.openChannels([.web]))]
    let plan = try session.plan(steps)
    #expect(plan.changes.map(\.path) == ["channels.web", "regions.CN-SH.share"])
    #expect(plan.commits.map { $0.changes.map(\.path) } == [["regions.CN-SH.share"], ["channels.web"]])
    let (_, outcomes) = try session.apply(steps, CommitTerms())
    guard case .scheduled = outcomes[0], case .committed(let revision) = outcomes[1] else {
      Issue.record("\(outcomes)")
      return
    }
    #expect(revision.number == 2 && revision.rollout.share(of: .shanghai) == .half)
  }

  @Test("stops at the first commit that is refused")
  func refused() throws {
    let past = database.clock.now.adding(.days(-1))
    let steps: [ScriptedStep] =
      [.edit(.openChannels([.web])), .commit(CommitTerms())] + Self.opening + [.commit(CommitTerms(at: past))]
    #expect(rolloutFault { try session.apply(steps, CommitTerms()) } == .timeInPast(past, now: database.clock.now))
    #expect(try session.running().number == 2)
  }

  @Test("stands for the state that it makes from nothing, when it is compared as a whole")
  func drift() throws {
    let whole: [ScriptedStep] = [
      .edit(.openChannels([.app])), .commit(CommitTerms()), .edit(.openChannels([.web])), .discard,
      .edit(.openRegions([.shanghai], .half)), .commit(CommitTerms(at: .distantFuture)),
    ]
    #expect(try session.drift(from: whole).changes.isEmpty)
    #expect(try session.drift(from: Self.opening).changes.map(\.path) == ["channels.app", "regions.CN-SH.share"])
    #expect(rolloutFault { try session.drift(from: [.rollback(1)]) } == .notAState(rollback: 1))
  }

  /// The refusals of each commit of a plan, by their codes.
  private func refusals(_ steps: [ScriptedStep], as author: String = "wang") throws -> [[String]] {
    try database.session(author).plan(steps).commits.map { $0.refusals.map(\.code) }
  }

  @Test("says what each commit would be refused for, judged on what those before it make")
  func judged() throws {
    #expect(try refusals(Self.opening) == [[]])
    let past = database.clock.now.adding(.days(-1))
    let certified = ScriptedStep.edit(.setPolicy(try #require(PolicySetting(.certification, "required"))))
    let fourEyes = ScriptedStep.edit(.setPolicy(try #require(PolicySetting(.fourEyes, "regions"))))
    let steps: [ScriptedStep] = [
      certified, fourEyes, .commit(CommitTerms()), .edit(.connect([.icbc], .everywhere)),
      .commit(CommitTerms(at: past)),
    ]
    #expect(try refusals(steps + Self.opening) == [[], ["time_in_past", "bank_not_certified"], ["approval_required"]])
    try database.store.write { try $0.setOperator("zhao", .viewer, by: "root") }
    #expect(try refusals(Self.opening, as: "zhao") == [["not_permitted"]])
  }

  @Test("of one commit can be asked for as a request, which leaves the session's own candidate; of several it cannot")
  func requested() throws {
    try database.commit(.setPolicy(try #require(PolicySetting(.fourEyes, "all"))))
    _ = try session.edit(.openRegions([.yunnan], .full))
    let staged = try session.staged(Self.opening, CommitTerms(comment: "from git"))
    let request = try staged.session.requestCommit(staged.terms)
    _ = try database.session("li").approvals.approve(request.number)
    let running = try session.running()
    #expect(running.rollout.share(of: .shanghai) == .full && running.comment == "from git" && session.differs)
    #expect(running.rollout.share(of: .yunnan) == .none)
    let two: [ScriptedStep] = [.edit(.openChannels([.web])), .commit(CommitTerms()), .edit(.closeChannels([.web]))]
    #expect(rolloutFault { try session.staged(two, CommitTerms()) } == .severalCommits(2))
    #expect(rolloutFault { try session.staged(Self.opening, CommitTerms()) } == .nothingChanged)
  }
}
