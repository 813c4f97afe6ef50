import Domain
import Foundation
import RolloutControl
import Store
import TestFixtures
import Testing

@Suite("Four eyes")
struct ApprovalTests {
  private let database: OperatedDatabase
  private let wang: OperatorSession
  private let li: OperatorSession

  init() throws {
    database = try OperatedDatabase()
    try database.commit(.setPolicy(try #require(PolicySetting(.fourEyes, "all"))))
    wang = try database.session("wang")
    li = try database.session("li")
  }

  private var running: Rollout { get throws { try database.store.runningRevision().rollout } }

  private func requestOpening(_ share: Share = .full, replacing number: Int? = nil) throws -> ApprovalRequest {
    _ = try wang.edit(.openRegions([.shanghai], share))
    return try wang.requestCommit(CommitTerms(comment: "open"), replacing: number)
  }

  @Test("keep a commit from going alone, rollbacks included, and nothing of it is done")
  func alone() throws {
    _ = try wang.edit(.openRegions([.shanghai], .full))
    #expect(throws: OperatorFault.approvalRequired(["regions.CN-SH.share"])) { try wang.commit(CommitTerms()) }
    #expect(throws: OperatorFault.approvalRequired(["regions.CN-SH.share"])) {
      try wang.commit(CommitTerms(at: database.clock.now.adding(.hours(1))))
    }
    let other = try database.session("zhao")
    try other.rollback(to: 0)
    #expect(throws: OperatorFault.approvalRequired(["policies.four-eyes"])) { try other.commit(CommitTerms()) }
    #expect(try database.store.runningRevision().number == 1)
  }

  @Test("let what somebody else approved take force, in the name of who asked")
  func approved() throws {
    let request = try requestOpening()
    #expect(!wang.differs)
    guard case .done(_, .committed(let revision)?) = try li.approvals.approve(request.number) else {
      Issue.record("it was not done")
      return
    }
    #expect(revision.author == "wang" && revision.comment == "open")
    #expect(try running.share(of: .shanghai) == .full)
    #expect(try wang.audit.verify().isIntact)
  }

  @Test("that are enough since fewer are asked for let an approver carry it out by approving once more, whoever it is")
  func enoughSince() throws {
    try database.store.write { try $0.setOperator("root", .administrator, by: "root") }
    let root = try database.session("root")
    _ = try root.edit(.setPolicy(try #require(PolicySetting(.approvals, "2"))))
    _ = try li.approvals.approve(try root.requestCommit(CommitTerms()).number)
    let number = try requestOpening().number
    _ = try li.approvals.approve(number)
    #expect(throws: OperatorFault.alreadyApproved(number)) { try li.approvals.approve(number) }
    #expect(try li.approvals.openRequests().toApprove.isEmpty)
    _ = try root.edit(.setPolicy(try #require(PolicySetting(.approvals, "1"))))
    let lowering = try root.requestCommit(CommitTerms()).number
    for name in ["li", "zhao"] { _ = try database.session(name).approvals.approve(lowering) }
    #expect(try li.approvals.openRequests().toApprove.map(\.number) == [number])
    #expect(throws: OperatorFault.ownRequest(number)) { try wang.approvals.approve(number) }
    guard case .done(_, .committed?) = try li.approvals.approve(number) else {
      Issue.record("it is not carried out")
      return
    }
    #expect(try running.share(of: .shanghai) == .full)
    #expect(try li.audit.verify().isIntact)
  }

  @Test("are not asked for what would clash where it is committed, by whatever way it came to that")
  func clashing() throws {
    try database.store.write { try $0.setOperator("root", .administrator, by: "root") }
    let root = try database.session("root")
    _ = try wang.edit(.openRegions([.shanghai], .full))
    // Another operator makes the same change, and then a different one.
    for share in [Share.full, .half] {
      _ = try root.edit(.openRegions([.shanghai], share))
      _ = try li.approvals.approve(try root.requestCommit(CommitTerms()).number)
      _ = try wang.running()
    }
    let fault = #expect(throws: RolloutFault.self) { try wang.requestCommit(CommitTerms()) }
    #expect(fault?.code == "revision_conflict")
    #expect(try wang.approvals.requests().all { $0.state == .done })
  }

  @Test("are not one's own, not twice, and not for what is over")
  func refusals() throws {
    let number = try requestOpening().number
    #expect(throws: OperatorFault.ownRequest(number)) { try wang.approvals.approve(number) }
    #expect(throws: OperatorFault.unknownRequest(99)) { try li.approvals.approve(99) }
    _ = try li.approvals.approve(number)
    #expect(throws: OperatorFault.requestClosed(number, .done)) {
      try database.session("zhao").approvals.approve(number)
    }
  }

  @Test("are for the version that was looked at: editing a request withdraws its approvals")
  func versions() throws {
    try database.store.write { try $0.setOperator("zhao", .approver, by: "root") }
    let three = try database.session("root")
    _ = try three.edit(.setPolicy(try #require(PolicySetting(.approvals, "2"))))
    _ = try li.approvals.approve(try three.requestCommit(CommitTerms()).number)
    let number = try requestOpening(.half).number
    guard case .waiting(_, for: 1) = try li.approvals.approve(number) else {
      Issue.record("one approval was enough")
      return
    }
    #expect(throws: OperatorFault.alreadyApproved(number)) { try li.approvals.approve(number) }
    let edited = try requestOpening(.full, replacing: number)
    #expect(edited.version == 2 && edited.approvals.isEmpty)
    #expect(throws: OperatorFault.requestChanged(number, seen: 1, now: 2)) {
      try li.approvals.approve(number, version: 1)
    }
    #expect(throws: OperatorFault.foreignRequest(number, author: "wang")) {
      _ = try li.edit(.openRegions([.yunnan], .full))
      return try li.requestCommit(CommitTerms(), replacing: number)
    }
    _ = try database.session("zhao").approvals.approve(number)
    _ = try li.approvals.approve(number, version: 2)
    #expect(try running.share(of: .shanghai) == .full)
  }

  @Test("do not count any more once the role is gone, neither the approver's nor the author's")
  func roleTakenAway() throws {
    try database.store.write { transaction in
      for name in ["wang", "li", "zhao"] { try transaction.setOperator(name, .approver, by: "root") }
    }
    let number = try requestOpening().number
    try database.store.write { try $0.setOperator("li", .operator, by: "root") }
    #expect(throws: OperatorFault.notPermitted("li", role: .operator, needs: .approver)) {
      try li.approvals.approve(number)
    }
    try database.store.write { try $0.setOperator("wang", .viewer, by: "root") }
    #expect(throws: OperatorFault.authorNotPermitted(number, author: "wang")) {
      try database.session("zhao").approvals.approve(number)
    }
    #expect(try running.share(of: .shanghai) == .none)
    #expect(try li.approvals.request(number).state == .open)
  }

  @Test("are withdrawn with a reason, which the author reads")
  func rejected() throws {
    let number = try requestOpening().number
    _ = try li.approvals.reject(number, reason: "too early")
    #expect(try wang.approvals.request(number).state == .rejected(by: "li", reason: "too early"))
    #expect(throws: OperatorFault.requestClosed(number, .rejected(by: "li", reason: "too early"))) {
      try database.session("zhao").approvals.approve(number)
    }
    #expect(try wang.news.takeNews().map(\.action) == ["reject"])
    #expect(try wang.audit.verify().isIntact)
  }

  @Test("meet a conflict like any commit: nothing is done, and the request stays open")
  func conflict() throws {
    let number = try requestOpening(.full).number
    _ = try database.session("zhao").emergencies.stop(.pauseService(reason: "x"), reason: "x")
    let zhao = try database.session("zhao")
    _ = try zhao.edit(.openRegions([.shanghai], .half))
    _ = try li.approvals.approve(try zhao.requestCommit(CommitTerms()).number)
    #expect(throws: RolloutFault.self) { try li.approvals.approve(number) }
    let request = try li.approvals.request(number)
    #expect(request.state == .open && request.approvals.isEmpty)
  }

  @Test("hold a bank's endpoint, and who is an operator")
  func onboarding() throws {
    #expect(throws: OperatorFault.approvalRequired(["banks.icbc.endpoint"])) {
      try wang.onboarding.setEndpoint("http://bank.example/icbc", for: .icbc)
    }
    let request = try wang.approvals.request(
      .endpoints([.init(bank: .icbc, url: "http://bank.example/icbc", lines: .public)]), comment: "")
    #expect(try wang.onboarding.endpoints().isEmpty)
    _ = try li.approvals.approve(request.number)
    #expect(try wang.onboarding.endpoints().map(\.url) == ["http://bank.example/icbc"])
    try database.store.write { try $0.setOperator("li", .approver, by: "root") }
    #expect(throws: OperatorFault.approvalRequired(["operators.sock"])) {
      try database.session("root").administration.addOperator("sock", .approver)
    }
    #expect(try wang.audit.verify().isIntact)
  }

  @Test("hold the network's own key, which is made when it is approved, and one rotation at a time")
  func networkKey() throws {
    #expect(throws: OperatorFault.approvalRequired(["network.key"])) { try wang.onboarding.rotateNetworkKey() }
    let first = try wang.approvals.request(.rotateNetworkKey(overlap: .hours(24)), comment: "")
    let second = try wang.approvals.request(.rotateNetworkKey(overlap: .hours(24)), comment: "")
    #expect(try wang.onboarding.networkKeys().count == 1)
    _ = try li.approvals.approve(first.number)
    #expect(try wang.onboarding.networkKeys().map(\.validUntil) == [nil, database.clock.now.adding(.hours(24))])
    #expect(try wang.audit.records(AuditFilter(last: 2)).contains { $0.action == "rotate" && $0.author == "wang" })
    #expect(throws: RolloutFault.rotationInProgress) { try li.approvals.approve(second.number) }
    #expect(try li.approvals.request(second.number).state == .open && wang.audit.verify().isIntact)
  }

  @Test("hold a bank's maintenance as they hold its suspension; calling it off needs nobody")
  func maintenance() throws {
    let now = database.clock.now
    let (from, until) = (now.adding(.hours(1)), now.adding(.hours(3)))
    #expect(throws: OperatorFault.approvalRequired(["banks.icbc.maintenance"])) {
      try wang.onboarding.announceMaintenance(of: .icbc, from: from, until: until)
    }
    let request = try wang.approvals.request(.maintenance(.icbc, from: from, until: until), comment: "")
    _ = try li.approvals.approve(request.number)
    #expect(try wang.onboarding.cancelMaintenance(of: .icbc).map(\.from) == [from])
    let late = try wang.approvals.request(.maintenance(.icbc, from: from, until: until), comment: "")
    database.clock.advance(.hours(4))
    #expect(throws: RolloutFault.timeInPast(until, now: database.clock.now)) { try li.approvals.approve(late.number) }
    #expect(throws: RolloutFault.invalidPeriod(from: until, until: from)) {
      try wang.approvals.request(.maintenance(.icbc, from: until, until: from), comment: "")
    }
  }

  @Test("can be narrowed to kinds of change, never to less than policies")
  func kinds() throws {
    let policy = try #require(PolicySetting(.fourEyes, "banks"))
    #expect(policy.value == "banks,policies")
    _ = try wang.edit(.setPolicy(policy))
    _ = try li.approvals.approve(try wang.requestCommit(CommitTerms()).number)
    try database.commit(.openRegions([.shanghai], .full))
    #expect(throws: OperatorFault.approvalRequired(["banks.icbc"])) {
      try database.commit(.connect([.icbc], .everywhere))
    }
    #expect(throws: OperatorFault.approvalRequired(["policies.four-eyes"])) {
      try database.commit(.setPolicy(try #require(PolicySetting(.fourEyes, "off"))))
    }
  }

  @Test("a request that was altered in the file is not carried out, and shows")
  func altered() throws {
    let number = try requestOpening(.half).number
    try database.tamper("update requests set content = replace(content, '5000', '10000') where number = \(number)")
    #expect(throws: OperatorFault.requestAltered(number)) { try li.approvals.approve(number) }
    #expect(try !wang.audit.verify().isIntact)
  }

  @Test("let an emergency go at once, which stays open until somebody else has signed it")
  func emergency() throws {
    _ = try wang.edit(.openChannels([.web]))
    let done = try wang.emergencies.stop(.pauseService(reason: "fraud"), reason: "fraud")
    #expect(try running.service == .paused(reason: "fraud") && !running.isOpen(.web))
    #expect(wang.differs)
    #expect(throws: OperatorFault.ownReview(1)) { try wang.emergencies.signReview(1) }
    #expect(try wang.emergencies.reviews().map(\.signed) == [nil])
    _ = try li.emergencies.signReview(done.review.number)
    #expect(try wang.emergencies.reviews().map(\.signed?.by) == ["li"])
    #expect(throws: OperatorFault.reviewSigned(1, by: "li")) { try database.session("zhao").emergencies.signReview(1) }
    #expect(throws: OperatorFault.nothingToStop) {
      try wang.emergencies.stop(.pauseService(reason: "fraud"), reason: "fraud")
    }
    #expect(try wang.audit.verify().isIntact)
  }
}

@Suite("Operators")
struct OperatorTests {
  @Test("whoever runs init is the first administrator, who adds the second alone and nobody after")
  func bootstrap() throws {
    let database = try OperatedDatabase(isReal: true, isAlone: true)
    let root = try database.session("root")
    #expect(try root.administration.operators().map(\.name) == ["root"])
    try root.administration.addOperator("li", .approver)
    #expect(throws: OperatorFault.approvalRequired(["operators.zhao"])) {
      try root.administration.addOperator("zhao", .operator)
    }
    let request = try root.approvals.request(.setOperator("zhao", .operator), comment: "")
    _ = try database.session("li").approvals.approve(request.number)
    #expect(try root.administration.operators().map(\.name) == ["li", "root", "zhao"])
    #expect(try root.audit.verify().isIntact)
  }

  @Test("nobody unknown does anything in a real database, and roles hold")
  func roles() throws {
    let database = try OperatedDatabase(isReal: true)
    #expect(throws: OperatorFault.notAnOperator("mallory")) {
      try database.session("mallory").permission.requireRole(.viewer)
    }
    #expect(throws: OperatorFault.notAnOperator("mallory")) {
      try database.commit(.openChannels([.app]), author: "mallory")
    }
    try database.session("root").administration.addOperator("zhao", .viewer)
    let expected = OperatorFault.notPermitted("zhao", role: .viewer, needs: .operator)
    #expect(throws: expected) { try database.commit(.openChannels([.app]), author: "zhao") }
    #expect(throws: expected) { try database.session("zhao").onboarding.setEndpoint("https://x.example", for: .icbc) }
  }

  @Test("the last administrator stays")
  func lastAdministrator() throws {
    let database = try OperatedDatabase()
    let root = try database.session("root")
    #expect(throws: OperatorFault.lastAdministrator("root")) { try root.administration.removeOperator("root") }
    #expect(throws: OperatorFault.lastAdministrator("root")) { try root.administration.addOperator("root", .viewer) }
    try root.administration.addOperator("li", .administrator)
    try root.administration.removeOperator("root")
    #expect(throws: OperatorFault.unknownOperator("nobody")) { try root.administration.removeOperator("nobody") }
  }

  @Test("a role that was written into the file shows in the audit")
  func tampered() throws {
    let database = try OperatedDatabase()
    try database.tamper("insert into operators values ('mallory', 'administrator', 0, 'mallory')")
    #expect(try !database.session().audit.verify().isIntact)
  }
}
