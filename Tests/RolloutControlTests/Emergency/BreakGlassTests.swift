import Domain
import RolloutControl
import Store
import TestFixtures
import Testing

@Suite("Breaking the glass")
struct BreakGlassTests {
  /// A real database whose operators are root and wang, both administrators; five have to approve everything.
  private let database: OperatedDatabase
  private let root: OperatorSession
  private let wang: OperatorSession

  init() throws {
    database = try OperatedDatabase(isReal: true)
    try Self.require(approvals: "5", database)
    root = try database.session("root")
    wang = try database.session("wang")
  }

  /// Sets the number of approvals as older programs could, which did not check whether the rules can be met.
  private static func require(approvals: String, _ database: OperatedDatabase) throws {
    var rollout = try database.store.runningRevision().rollout
    rollout.set(policy: Policy.fourEyes.name, to: "all")
    rollout.set(policy: Policy.approvals.name, to: approvals)
    try database.store.write {
      _ = try $0.append(rollout, author: "root", comment: "", committedAt: $0.now, effectiveAt: $0.now)
    }
  }

  private var approvals: Int { get throws { try database.store.runningRevision().rollout.approvals } }

  @Test("lowers what nobody could approve to what can be, a day later, and leaves a review")
  func lockedOut() throws {
    let (request, glass) = try root.emergencies.breakGlass(nil, reason: "three left")
    #expect(glass.dueAt == database.clock.now.adding(.hours(24)) && request.author == "root")
    #expect(try wang.news.takeNews().map(\.action) == ["request", "break-glass"])
    database.clock.advance(.milliseconds(24 * 3_600_000 - 1))
    #expect(try approvals == 5)
    database.clock.advance(.days(3))
    #expect(try approvals == 1)
    #expect(try database.store.runningRevision().effectiveAt == glass.dueAt)
    #expect(try root.approvals.request(request.number).state == .done)
    #expect(throws: OperatorFault.ownReview(1)) { try root.emergencies.signReview(1) }
    _ = try wang.emergencies.signReview(1)
    #expect(try root.audit.verify().isIntact)
  }

  @Test("comes to nothing where somebody objects, and the request is over")
  func rejected() throws {
    let number = try root.emergencies.breakGlass(nil, reason: "x").request.number
    _ = try wang.approvals.reject(number, reason: "I am here")
    database.clock.advance(.days(2))
    #expect(try approvals == 5)
    #expect(try root.emergencies.brokenGlass().map(\.state) == [.withdrawn])
    #expect(try root.audit.verify().isIntact)
  }

  @Test("is of the version that it was broken of")
  func edited() throws {
    let number = try root.emergencies.breakGlass(nil, reason: "x").request.number
    _ = try root.edit(.openRegions([.shanghai], .full))
    _ = try root.requestCommit(CommitTerms(), replacing: number)
    database.clock.advance(.days(2))
    #expect(try root.emergencies.brokenGlass().map(\.state) == [.withdrawn])
    #expect(try root.approvals.request(number).state == .open)
  }

  @Test("is judged by the roles of the time it takes force, and what is dropped is told")
  func roleLost() throws {
    let number = try root.emergencies.breakGlass(nil, reason: "x").request.number
    try database.store.write { try $0.setOperator("root", .operator, by: "wang") }
    database.clock.advance(.days(2))
    #expect(try approvals == 5)
    #expect(try root.emergencies.brokenGlass().map(\.state) == [.dropped(.authorNotPermitted)])
    #expect(try root.approvals.request(number).state == .open)
    #expect(try wang.news.takeNews().last?.action == "drop")
    #expect(try root.audit.verify().isIntact)
  }

  @Test("brings a new approver where the one there should be is gone for good")
  func operatorLost() throws {
    let database = try OperatedDatabase(isReal: true)
    try Self.require(approvals: "1", database)
    let root = try database.session("root")
    let request = try root.approvals.request(.setOperator("li", .approver), comment: "")
    #expect(throws: OperatorFault.nothingToBreak) { try root.emergencies.breakGlass(nil, reason: "wang left") }
    _ = try root.emergencies.breakGlass(request.number, reason: "wang left")
    database.clock.advance(.days(2))
    _ = try root.running()
    #expect(try root.administration.operators().map(\.name) == ["li", "root", "wang"])
    #expect(try root.emergencies.reviews().map(\.author) == ["root"])
    #expect(try root.audit.verify().isIntact)
  }

  @Test("stands while the request still lacks approvals, and ends with the last of them")
  func approvedInPart() throws {
    let database = try OperatedDatabase(isReal: true)
    try Self.require(approvals: "2", database)
    try database.store.write { try $0.setOperator("li", .approver, by: "root") }
    let root = try database.session("root")
    _ = try root.edit(.openChannels([.app]))
    let number = try root.requestCommit(CommitTerms()).number
    _ = try root.emergencies.breakGlass(number, reason: "x")
    _ = try database.session("wang").approvals.approve(number)
    #expect(try root.emergencies.brokenGlass().map(\.state) == [.waiting])
    _ = try database.session("li").approvals.approve(number)
    #expect(try root.emergencies.brokenGlass().map(\.state) == [.withdrawn])
  }

  @Test("is reviewed by neither who broke it nor who asked for what it let through")
  func reviewer() throws {
    _ = try wang.edit(.openChannels([.app]))
    _ = try root.emergencies.breakGlass(wang.requestCommit(CommitTerms()).number, reason: "x")
    database.clock.advance(.days(2))
    #expect(try root.running().rollout.isOpen(.app))
    let review = try #require(try root.emergencies.reviews().first).number
    for session in [root, wang] {
      #expect(throws: OperatorFault.ownReview(review)) { try session.emergencies.signReview(review) }
    }
    try database.store.write { try $0.setOperator("li", .approver, by: "root") }
    #expect(try database.session("li").emergencies.signReview(review).number == review)
  }

  @Test("of a change of operators closes nothing: what the running revision closed is opened as ever")
  func operatorAddedOverClosing() throws {
    let database = try OperatedDatabase(isReal: true)
    try database.set(.preconditions, "off")
    try database.commit(.openRegions([.shanghai], .full), author: "root")
    let closing = try database.session("root")
    _ = try closing.edit(.closeRegions([.shanghai]))
    var terms = CommitTerms()
    terms.expectedLoss = 0
    _ = try closing.commit(terms)
    let root = try database.session("root")
    _ = try root.emergencies.breakGlass(
      root.approvals.request(.setOperator("li", .approver), comment: "").number, reason: "nobody there")
    database.clock.advance(.days(2))
    _ = try root.running()
    #expect(try root.emergencies.reviews().map(\.signed) == [nil])
    try database.commit(.openRegions([.shanghai], .half), author: "root")
    #expect(try database.store.runningRevision().rollout.share(of: .shanghai) == .half)
  }

  @Test("does not open in passing what an emergency closed meanwhile")
  func reopening() throws {
    _ = try root.edit(.openRegions([.shanghai], .full))
    let number = try root.requestCommit(CommitTerms()).number
    _ = try root.emergencies.breakGlass(number, reason: "x")
    var open = try database.store.runningRevision().rollout
    open.set(.full, for: .shanghai)
    try database.store.write {
      _ = try $0.append(open, author: "root", comment: "", committedAt: $0.now, effectiveAt: $0.now)
    }
    _ = try wang.emergencies.stop(.closeRegions([.shanghai]), reason: "fraud")
    database.clock.advance(.days(2))
    #expect(try database.store.runningRevision().rollout.share(of: .shanghai) == .none)
    #expect(try root.emergencies.brokenGlass().map(\.state) == [.dropped(.reviewOpen)])
  }

  @Test("is for approvers, once at a time, and for nothing that leads identities elsewhere or has a time of its own")
  func refusals() throws {
    let number = try root.emergencies.breakGlass(nil, reason: "x").request.number
    #expect(throws: OperatorFault.glassBroken(number, dueAt: database.clock.now.adding(.hours(24)))) {
      try wang.emergencies.breakGlass(number, reason: "x")
    }
    let endpoint = try root.approvals.request(
      .endpoints([.init(bank: .icbc, url: "https://bank.example")]), comment: "")
    #expect(throws: OperatorFault.notForGlass(endpoint.number)) {
      try wang.emergencies.breakGlass(endpoint.number, reason: "x")
    }
    _ = try root.edit(.openChannels([.app]))
    let timed = try root.requestCommit(CommitTerms(at: database.clock.now.adding(.hours(1))))
    #expect(throws: OperatorFault.notForGlass(timed.number)) {
      try wang.emergencies.breakGlass(timed.number, reason: "x")
    }
    try database.store.write { try $0.setOperator("sun", .operator, by: "wang") }
    #expect(throws: OperatorFault.notPermitted("sun", role: .operator, needs: .approver)) {
      try database.session("sun").emergencies.breakGlass(nil, reason: "x")
    }
  }

  @Test("that was hurried in the file is not obeyed, and shows")
  func altered() throws {
    _ = try root.emergencies.breakGlass(nil, reason: "x")
    try database.tamper("update broken_glass set due_at = 0")
    #expect(try approvals == 5)
    #expect(try !root.audit.verify().isIntact)
  }
}
