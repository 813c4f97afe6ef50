import Domain
import RolloutControl
import Store
import TestFixtures
import Testing

/// Changes by which a scheduled commit loses its force are foretold when they are made, and come true.
@Suite("What is foretold of a scheduled commit")
struct ForetellingTests {
  private let database: OperatedDatabase
  private let wang: OperatorSession
  private let root: OperatorSession
  private let later: Moment

  init() throws {
    database = try OperatedDatabase()
    wang = try database.session("wang")
    root = try database.session("root")
    later = database.clock.now.adding(.hours(2))
  }

  private func setting(_ policy: Policy, _ value: String) throws -> RolloutEdit {
    .setPolicy(try #require(PolicySetting(policy, value)))
  }

  private func schedule(_ edit: RolloutEdit, _ terms: CommitTerms? = nil) throws -> [ScheduleClash] {
    _ = try wang.edit(edit)
    return wang.clashes(with: try wang.commit(terms ?? CommitTerms(at: later)))
  }

  /// The reason for which wang's only commit was dropped; nil if it was not.
  private func outcome() throws -> ScheduledCommit.DropReason? {
    database.clock.advance(.hours(3))
    return try wang.schedule.scheduled().last { $0.author == "wang" }?.dropReason
  }

  @Test("is that it will lack approvals, where four eyes come to be asked for after it was made")
  func fourEyesAfter() throws {
    #expect(try schedule(.openRegions([.shanghai], .full)).isEmpty)
    _ = try root.edit(setting(.fourEyes, "all"))
    let clashes = root.clashes(with: try root.commit(CommitTerms()))
    #expect(clashes.map(\.fate) == [.impediment(.approvalRequired(["regions.CN-SH.share"]))])
    #expect(try outcome() == .approvalRequired)
  }

  @Test("is that it will lack approvals, where they come to be asked for by a step before it")
  func fourEyesBefore() throws {
    _ = try root.edit(setting(.fourEyes, "all"))
    _ = try root.commit(CommitTerms(at: later.adding(.hours(-1))))
    let steps: [ScriptedStep] = [.edit(.openRegions([.shanghai], .full)), .commit(CommitTerms(at: later))]
    #expect(try wang.plan(steps).commits.map { $0.clashes.map(\.fate.dropReason) } == [[.approvalRequired]])
    let clashes = try schedule(.openRegions([.shanghai], .full))
    #expect(clashes.map(\.isNew) == [true] && clashes.map(\.fate.dropReason) == [.approvalRequired])
    #expect(try outcome() == .approvalRequired)
  }

  @Test("is that it depends on the preconditions, where these come to be asked for before its time")
  func preconditions() throws {
    _ = try root.edit(setting(.preconditions, "required"))
    _ = try root.commit(CommitTerms(at: later.adding(.hours(-1))))
    let clashes = try schedule(.openRegions([.beijing], .full))
    #expect(clashes.map(\.fate) == [.forceIfMet(["group pilot-2 after pilot-1"])])
    #expect(try outcome() == .preconditionsUnmet)
  }

  @Test("is that nobody can have overridden its preconditions any more, where its author is no approver by then")
  func override() throws {
    try database.set(.preconditions, "required")
    var terms = CommitTerms(at: later)
    terms.override = "tested by hand"
    #expect(try schedule(.openRegions([.beijing], .full), terms).isEmpty)
    try root.administration.addOperator("wang", .operator)
    #expect(root.latestClashes.map(\.fate) == [.forceIfMet(["group pilot-2 after pilot-1"])])
    #expect(try outcome() == .overrideNeedsApprover)
  }

  @Test("is that its author may not make it any more, when the role is taken away and when that is asked for")
  func author() throws {
    #expect(try schedule(.openRegions([.shanghai], .full)).isEmpty)
    let request = try root.approvals.request(.setOperator("wang", .viewer), comment: "")
    let li = try database.session("li")
    #expect(try li.approvals.report(on: request).clashes.map(\.fate) == [.impediment(.authorNotPermitted("wang"))])
    _ = try li.approvals.approve(request.number)
    #expect(li.latestClashes.map(\.dropped.number) == [1])
    #expect(try outcome() == .authorNotPermitted)
  }

  @Test("is that an emergency costs it its force, which goes through all the same")
  func emergency() throws {
    #expect(try schedule(.openRegions([.shanghai], .half)).isEmpty)
    try database.commit(.openRegions([.shanghai], .half), author: "li")
    let done = try root.emergencies.stop(.closeRegions([.shanghai]), reason: "fraud")
    #expect(root.latestClashes.map(\.fate) == [.impediment(.reviewOpen([done.review.number]))])
    #expect(try outcome() == .reviewOpen)
  }

  @Test("is that an approver is missing for what it asks for, where one is removed")
  func rules() throws {
    let database = try OperatedDatabase(isReal: true)
    let root = try database.session("root")
    try root.administration.addOperator("li", .approver)
    for (policy, value) in [(Policy.fourEyes, "all"), (.approvals, "2")] { _ = try root.edit(setting(policy, value)) }
    _ = try root.commit(CommitTerms(at: database.clock.now.adding(.hours(1))))
    try root.administration.removeOperator("li")
    #expect(root.latestClashes.map(\.fate.dropReason) == [.rulesUnmeetable])
  }

  @Test("is that a request whose glass is broken costs it its force, unless somebody rejects that")
  func glass() throws {
    #expect(try schedule(.openRegions([.shanghai], .full), CommitTerms(at: later.adding(.days(3)))).isEmpty)
    let request = try root.approvals.request(.setOperator("wang", .viewer), comment: "")
    _ = try root.emergencies.breakGlass(request.number, reason: "nobody there")
    #expect(root.latestClashes.map(\.fate) == [.impediment(.authorNotPermitted("wang"))])
    #expect(root.latestClashes.map(\.unless) == [[.undone(.request(request.number))]])
    _ = try root.edit(.openRegions([.shanghai], .half))
    let opening = try root.requestCommit(CommitTerms()).number
    _ = try root.emergencies.breakGlass(opening, reason: "nobody there")
    #expect(
      root.latestClashes.map(\.unless) == [[.all([.undone(.request(request.number)), .undone(.request(opening))])]])
    database.clock.advance(.days(4))
    #expect(try outcome() == .conflict)
  }

  @Test("is what it takes to keep it, all of it: two confirmations that must not come, not one of them")
  func bothConditions() throws {
    let hundredth = try #require(Share(hundredths: 100))
    for (name, region) in [("wang", RegionCode.shanghai), ("bob", .yunnan)] {
      let session = try database.session(name)
      _ = try session.edit(.openRegions([region], hundredth))
      var terms = CommitTerms(at: later)
      terms.confirmation = .init(minutes: 30)
      _ = try session.commit(terms)
    }
    let eve = try database.session("eve")
    _ = try eve.edit(.openRegions([.shanghai, .yunnan], .half))
    let clashes = eve.clashes(with: try eve.commit(CommitTerms(at: later.adding(.hours(1)))))
    #expect(clashes.map(\.unless) == [[.all([.undone(.scheduled(1)), .undone(.scheduled(2))])]])
    database.clock.advance(.milliseconds(7_200_000 + 300_000))
    _ = try eve.schedule.confirm(2)
    #expect(eve.latestClashes.map(\.unless) == [[]])
    database.clock.advance(.hours(2))
    #expect(try eve.schedule.scheduled().last?.dropReason == .conflict)
  }
}
