import Domain
import RolloutControl
import Store
import TestFixtures
import Testing

@Suite("Rules that the operators there are could not meet")
struct QuorumTests {
  /// A real database whose operators are root and wang, both administrators, who may act alone.
  private let database: OperatedDatabase
  private let root: OperatorSession

  init() throws {
    database = try OperatedDatabase(isReal: true)
    root = try database.session("root")
  }

  private static let tooMany = OperatorFault.rulesUnmeetable(Quorum(approvals: 2, approvers: 2))

  private func edit(_ policy: Policy, _ value: String, _ session: OperatorSession? = nil) throws {
    _ = try (session ?? root).edit(.setPolicy(try #require(PolicySetting(policy, value))))
  }

  private func requireFourEyes(approvals: Int) throws {
    try edit(.fourEyes, "all")
    try edit(.approvals, "\(approvals)")
    _ = try root.commit(CommitTerms())
  }

  @Test("are neither committed, checked, planned, scheduled nor asked for, and a rollback does not bring them back")
  func committed() throws {
    try edit(.fourEyes, "all")
    try edit(.approvals, "2")
    #expect(throws: Self.tooMany) { try root.commit(CommitTerms()) }
    #expect(throws: Self.tooMany) { try root.check() }
    #expect(throws: Self.tooMany) { try root.commit(CommitTerms(at: database.clock.now.adding(.hours(1)))) }
    #expect(throws: Self.tooMany) { try root.requestCommit(CommitTerms()) }
    let steps = try [(Policy.fourEyes, "all"), (.approvals, "2")].map {
      ScriptedStep.edit(.setPolicy(try #require(PolicySetting($0, $1))))
    }
    #expect(try root.plan(steps).commits.map { $0.refusals.map(\.code) } == [["rules_unmeetable"]])
    try root.discard()
    try root.administration.addOperator("li", .approver)
    try requireFourEyes(approvals: 2)
    let strict = try root.running().number
    try edit(.fourEyes, "off")
    let request = try root.requestCommit(CommitTerms())
    for name in ["li", "wang"] { _ = try database.session(name).approvals.approve(request.number) }
    try root.administration.removeOperator("li")
    try root.rollback(to: strict)
    #expect(throws: Self.tooMany) { try root.commit(CommitTerms()) }
  }

  @Test("do not come about by taking a role away, by removing, nor by asking for it")
  func roles() throws {
    try requireFourEyes(approvals: 1)
    let expected = OperatorFault.rulesUnmeetable(Quorum(approvals: 1, approvers: 1))
    #expect(throws: expected) { try root.approvals.request(.removeOperator("wang"), comment: "") }
    #expect(throws: expected) { try root.approvals.request(.setOperator("wang", .operator), comment: "") }
    let request = try root.approvals.request(.setOperator("li", .approver), comment: "")
    _ = try database.session("wang").approvals.approve(request.number)
    let removal = try root.approvals.request(.removeOperator("li"), comment: "")
    _ = try database.session("li").approvals.approve(removal.number)
    #expect(try root.administration.operators().map(\.name) == ["root", "wang"])
  }

  @Test("do not take force at their time where an operator was lost meanwhile: the commit is dropped")
  func scheduled() throws {
    try root.administration.addOperator("li", .approver)
    try edit(.fourEyes, "all")
    try edit(.approvals, "2")
    _ = try root.commit(CommitTerms(at: database.clock.now.adding(.hours(1))))
    try root.administration.removeOperator("li")
    database.clock.advance(.hours(2))
    #expect(try root.schedule.scheduled().map(\.dropReason) == [.rulesUnmeetable])
    #expect(try root.running().rollout.fourEyes(isSandbox: false) == .off)
  }

  @Test("do not come back where a commit is not confirmed: nobody who would be needed then can go before")
  func restored() throws {
    try root.administration.addOperator("li", .approver)
    try requireFourEyes(approvals: 2)
    try edit(.fourEyes, "off")
    var terms = CommitTerms()
    terms.confirmation = .init(minutes: 10)
    let request = try root.requestCommit(terms)
    for name in ["li", "wang"] { _ = try database.session(name).approvals.approve(request.number) }
    #expect(throws: Self.tooMany) { try root.administration.removeOperator("li") }
    database.clock.advance(.minutes(10))
    #expect(try root.running().rollout.fourEyes(isSandbox: false) == .all)
  }

  @Test("are mended step by step where they are there already, and nothing makes them worse")
  func mended() throws {
    let database = try OperatedDatabase(isReal: true, isAlone: true)
    let root = try database.session("root")
    try root.administration.addOperator("zhao", .viewer)
    try root.administration.addOperator("li", .operator)
    _ = try root.edit(.setPolicy(try #require(PolicySetting(.approvals, "2"))))
    #expect(throws: OperatorFault.rulesUnmeetable(Quorum(approvals: 2, approvers: 1))) {
      try root.requestCommit(CommitTerms())
    }
    try root.administration.addOperator("li", .approver)
    #expect(throws: OperatorFault.approvalRequired(["operators.sun"])) {
      try root.administration.addOperator("sun", .approver)
    }
  }
}
