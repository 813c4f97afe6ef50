import Domain
import Foundation
import RolloutControl
import Store
import TestFixtures
import Testing

@Suite("Authority when a change takes force")
struct AuthorityTests {
  private let database: OperatedDatabase
  private let wang: OperatorSession
  private let li: OperatorSession
  private let later: Moment

  init() throws {
    database = try OperatedDatabase()
    wang = try database.session("wang")
    li = try database.session("li")
    later = database.clock.now.adding(.hours(2))
  }

  private func requireFourEyes(_ approvals: String = "1") throws {
    try database.commit(
      .setPolicy(try #require(PolicySetting(.fourEyes, "all"))),
      .setPolicy(try #require(PolicySetting(.approvals, approvals))), author: "root")
  }

  /// Requests an opening in two hours, which li approves.
  private func approvedOpening() throws {
    _ = try wang.edit(.openRegions([.shanghai], .full))
    guard case .done(_, .scheduled?) = try li.approvals.approve(try wang.requestCommit(CommitTerms(at: later)).number)
    else {
      Issue.record("it is not scheduled")
      return
    }
  }

  private func set(_ name: String, _ role: OperatorRole?) throws {
    try database.store.write { transaction in
      if let role {
        try transaction.setOperator(name, role, by: "root")
      } else {
        try transaction.removeOperator(name, by: "root")
      }
    }
  }

  /// The reason for which the only scheduled commit was dropped at its time; nil if it took force.
  private func dropReason() throws -> ScheduledCommit.DropReason? {
    database.clock.advance(.hours(3))
    let commit = try #require(try wang.schedule.scheduled().first)
    let expected = commit.dropReason == nil ? Share.full : Share.none
    #expect(try database.store.runningRevision().rollout.share(of: .shanghai) == expected)
    #expect(try wang.audit.verify().isIntact)
    return commit.dropReason
  }

  @Test("is that of whoever scheduled it, who may be no operator any more")
  func author() throws {
    try database.commit(.openRegions([.shanghai], .full), at: later)
    try set("wang", .viewer)
    #expect(try dropReason() == .authorNotPermitted)
  }

  @Test("is that of the rules of the time: made before four eyes were asked for, it lacks the approval")
  func before() throws {
    try database.commit(.openRegions([.shanghai], .full), at: later)
    try requireFourEyes()
    #expect(try dropReason() == .approvalRequired)
  }

  @Test("is there where it was approved as the rules ask")
  func approved() throws {
    try requireFourEyes()
    try approvedOpening()
    #expect(try dropReason() == nil)
  }

  @Test("is gone with the role of who approved it", arguments: [OperatorRole.operator, .viewer])
  func approver(role: OperatorRole) throws {
    try requireFourEyes()
    try approvedOpening()
    try set("li", role)
    #expect(try dropReason() == .approvalRequired)
  }

  @Test("is not enough where more approvals are asked for since")
  func raised() throws {
    try requireFourEyes()
    try approvedOpening()
    let root = try database.session("root")
    _ = try root.edit(.setPolicy(try #require(PolicySetting(.approvals, "2"))))
    _ = try li.approvals.approve(try root.requestCommit(CommitTerms()).number)
    #expect(try dropReason() == .approvalRequired)
  }

  @Test("does not pass by from another request that says the same of its time and comment")
  func otherRequest() throws {
    try requireFourEyes()
    _ = try wang.edit(.openChannels([.web]))
    _ = try li.approvals.approve(try wang.requestCommit(CommitTerms(at: later)).number)
    let root = try database.session("root")
    _ = try root.edit(.setPolicy(try #require(PolicySetting(.fourEyes, "policies"))))
    _ = try li.approvals.approve(try root.requestCommit(CommitTerms()).number)
    try database.commit(.openRegions([.shanghai], .full), at: later)
    _ = try root.edit(.setPolicy(try #require(PolicySetting(.fourEyes, "all"))))
    _ = try li.approvals.approve(try root.requestCommit(CommitTerms()).number)
    database.clock.advance(.hours(3))
    #expect(try wang.schedule.scheduled().map(\.dropReason) == [nil, .approvalRequired])
  }

  @Test("of an override is that of an approver who is one still")
  func override() throws {
    try database.set(.preconditions, "required")
    _ = try wang.edit(.connect([.icbc], .everywhere))
    var terms = CommitTerms(at: later)
    terms.override = "tested by hand"
    _ = try wang.commit(terms)
    try set("wang", .operator)
    database.clock.advance(.hours(3))
    #expect(try wang.schedule.scheduled().map(\.dropReason) == [.overrideNeedsApprover])
  }

  @Test("undoes something approved only with approval; what its author made alone is cancelled alone")
  func cancelled() throws {
    try database.commit(.openRegions([.shanghai], .full), author: "root")
    try database.commit(.openChannels([.web]), at: later, author: "root")
    try requireFourEyes()
    _ = try wang.edit(.closeRegions([.shanghai]))
    _ = try li.approvals.approve(try wang.requestCommit(CommitTerms(at: later)).number)
    #expect(throws: OperatorFault.approvalRequired(["regions.CN-SH.share"])) { try wang.schedule.cancelCommit(2) }
    #expect(try li.schedule.cancelCommit(1).cancelled.number == 1)
    let request = try wang.approvals.request(.cancelCommit(2), comment: "")
    #expect(throws: OperatorFault.ownRequest(request.number)) { try wang.approvals.approve(request.number) }
    _ = try li.approvals.approve(request.number)
    #expect(try wang.schedule.scheduled().map(\.state) == [.cancelled, .cancelled])
    #expect(throws: OperatorFault.notPending(2)) { try wang.approvals.request(.cancelCommit(2), comment: "") }
    #expect(try wang.audit.verify().isIntact)
  }

  @Test("undoes a step on which something approved stands only with approval, too")
  func cancelledBelow() throws {
    try database.commit(.openChannels([.web]), at: later)
    try requireFourEyes()
    _ = try wang.edit(.openRegions([.shanghai], .full))
    _ = try li.approvals.approve(try wang.requestCommit(CommitTerms(at: later)).number)
    #expect(throws: OperatorFault.approvalRequired(["regions.CN-SH.share"])) { try wang.schedule.cancelCommit(1) }
    _ = try li.approvals.approve(try wang.approvals.request(.cancelCommit(1), comment: "").number)
    #expect(try wang.schedule.scheduled().map(\.state) == [.cancelled, .dropped(told: .nobody)])
  }

  /// Requests closing a bank and opening a region in two hours, which li approves under four eyes for banks.
  private func approvedDisconnection() throws {
    try database.commit(.connect([.icbc], .everywhere), .openRegions([.shanghai], .half), author: "root")
    try database.commit(.setPolicy(try #require(PolicySetting(.fourEyes, "banks"))), author: "root")
    _ = try wang.edit(.disconnect([.icbc]))
    _ = try wang.edit(.openRegions([.shanghai], .full))
    _ = try li.approvals.approve(try wang.requestCommit(CommitTerms(at: later)).number)
  }

  private static let approvedDropped = OperatorFault.dropsApproved([1], paths: ["banks.icbc"])

  @Test(
    "is not undone in passing by one alone: a change that would have something approved dropped needs approval, too",
    arguments: [nil, 10])
  func droppedInPassing(confirmed: Int?) throws {
    try approvedDisconnection()
    let eve = try database.session("eve")
    let tenth = try #require(Share(hundredths: 1_000))
    _ = try eve.edit(.openRegions([.shanghai], tenth))
    var terms = CommitTerms()
    terms.confirmation = confirmed.map { .init(minutes: $0) }
    #expect(throws: Self.approvedDropped) { try eve.commit(terms) }
    #expect(try eve.forecast().needsApproval == ["banks.icbc"])
    let steps: [ScriptedStep] = [.edit(.openRegions([.shanghai], tenth))]
    #expect(try eve.plan(steps).commits.map { $0.refusals.map(\.code) } == [["approval_required"]])
    #expect(throws: Self.approvedDropped) { try eve.apply(steps, terms) }
    #expect(eve.clashes(with: .committed(try eve.running())).isEmpty)
    _ = try li.approvals.approve(try eve.requestCommit(terms).number)
    #expect(try database.store.runningRevision().rollout.share(of: .shanghai) == tenth)
  }

  @Test("is not undone by a step of another that comes before it")
  func droppedByStep() throws {
    try approvedDisconnection()
    let eve = try database.session("eve")
    _ = try eve.edit(.closeRegions([.shanghai]))
    #expect(throws: Self.approvedDropped) { try eve.commit(CommitTerms(at: later.adding(.hours(-1)))) }
    // A later commit does not affect it.
    _ = try eve.commit(CommitTerms(at: later.adding(.hours(1))))
  }

  @Test("is undone by an emergency, which says so")
  func droppedByEmergency() throws {
    try approvedDisconnection()
    let eve = try database.session("eve")
    _ = try eve.emergencies.stop(.closeRegions([.shanghai]), reason: "fraud")
    #expect(eve.latestClashes.map(\.dropped.number) == [1])
  }

  @Test("rests on its author's own earlier step: whoever approves is shown on what condition it will be dropped")
  func standingOnUnconfirmed() throws {
    try database.commit(.connect([.icbc], .everywhere), author: "root")
    try database.commit(.setPolicy(try #require(PolicySetting(.fourEyes, "banks"))), author: "root")
    _ = try wang.edit(.openRegions([.shanghai], .full))
    var terms = CommitTerms(at: later.adding(.hours(-1)))
    terms.confirmation = .init(minutes: 5)
    _ = try wang.commit(terms)
    _ = try wang.edit(.disconnect([.icbc]))
    let request = try wang.requestCommit(CommitTerms(at: later))
    let shown = try li.approvals.report(on: request).clashes
    #expect(shown.map(\.isNew) == [true] && shown.map(\.unless) == [[.confirmed(.scheduled(1))]])
    #expect(shown.map(\.fate) == [.stepLost(.undoing(.scheduled(1)))])
    _ = try li.approvals.approve(request.number)
    database.clock.advance(.hours(3))
    #expect(try wang.schedule.scheduled().map(\.dropReason) == [nil, .stepLost])
  }

  @Test("that is gone is told to author and approvers, at an open console and at the next one")
  func told() throws {
    try requireFourEyes()
    try approvedOpening()
    let zhao = try database.session("zhao")
    try set("wang", .viewer)
    database.clock.advance(.hours(3))
    #expect(try zhao.news.takeNews().last?.action == "drop")
    #expect(try database.session("li").news.missedNews().map(\.action) == ["drop"])
    #expect(try database.session("wang").news.takeDropped().map(\.number) == [1])
    #expect(try database.session("sun").news.missedNews().isEmpty)
  }
}
