import Domain
import RolloutControl
import Store
import TestFixtures
import Testing

@Suite("What an approval signs")
struct SigningTests {
  private let database: OperatedDatabase
  private let wang: OperatorSession
  private let li: OperatorSession

  init() throws {
    database = try OperatedDatabase()
    try database.commit(.openChannels([.app]), .openRegions([.shanghai], .full))
    wang = try database.session("wang")
    li = try database.session("li")
  }

  @Test("is what was shown: an edited request is refused with the differences, unseen and seen")
  func shown() throws {
    _ = try wang.edit(.openRegions([.yunnan], .half))
    let first = try wang.requestCommit(CommitTerms(comment: "half"))
    _ = try wang.edit(.openRegions([.yunnan], .full))
    var terms = CommitTerms(comment: "all")
    terms.override = "urgent"
    let second = try wang.requestCommit(terms, replacing: first.number)
    #expect(throws: OperatorFault.requestNotShown(1, version: 2)) { try li.approvals.approve(1, shown: nil) }
    let differences = [
      RequestDifference(path: "regions.CN-YN.share", before: 50, now: 100),
      RequestDifference(path: "comment", before: "half", now: "all"),
      RequestDifference(path: "override", before: .null, now: "urgent"),
    ]
    #expect(throws: OperatorFault.requestChanged(1, seen: 1, now: 2, differences: differences)) {
      try li.approvals.approve(1, shown: first)
    }
    let told = OperatorFault.requestChanged(1, seen: 1, now: 2, differences: differences).message(
      SubjectNames(.bundled))
    #expect(told.zh.hasSuffix("（云南开放比例：50% → 100%；说明：“half” → “all”；强制提交的理由：无 → “urgent”）"))
    #expect(
      told.en.hasSuffix(
        #"(share of Yunnan: 50 % → 100 %; comment: "half" → "all"; override reason: none → "urgent")"#))
    _ = try li.approvals.approve(1, shown: second)
    #expect(try li.running().number == 2)
  }

  @Test("is the only version there ever was, where nothing was shown")
  func neverEdited() throws {
    _ = try wang.edit(.openRegions([.yunnan], .full))
    _ = try wang.requestCommit(CommitTerms())
    _ = try li.approvals.approve(1, shown: nil)
    #expect(try li.running().number == 2)
  }

  @Test("is all of it: terms, impact, what it confirms, reopens and drops, and what stands against it")
  func report() throws {
    _ = try database.session("zhao").emergencies.stop(.closeRegions([.shanghai]), reason: "fraud")
    let zhao = try database.session("zhao")
    _ = try zhao.edit(.openChannels([.web]))
    var unconfirmed = CommitTerms()
    unconfirmed.confirmation = .init(minutes: 10)
    _ = try zhao.commit(unconfirmed)
    let later = database.clock.now.adding(.hours(1))
    try database.commit(.openRegions([.yunnan], .half), at: later, author: "zhao")
    _ = try wang.edit(.openRegions([.shanghai, .yunnan], .full))
    var terms = CommitTerms(comment: "both")
    terms.reopening = [1]
    terms.expectedLoss = 3
    let request = try wang.requestCommit(terms)
    let report = try li.approvals.report(on: request)
    let forecast = try #require(report.commit?.forecast)
    #expect(report.terms == terms && report.missingApprovals == 1 && report.refusals.isEmpty)
    #expect(report.commit?.changes.map(\.path) == ["regions.CN-SH.share", "regions.CN-YN.share"])
    #expect(forecast.confirms.map(\.revision) == [3] && forecast.drops.map(\.number) == [1])
    #expect(forecast.impact.reopens.map(\.review.number) == [1])
    try database.store.write { try $0.setOperator("wang", .viewer, by: "root") }
    #expect(try li.approvals.report(on: request).refusals.map(\.code) == ["author_not_permitted"])
  }

  @Test("waits for whoever may approve it and has not, and is the author's own")
  func waiting() throws {
    _ = try wang.edit(.openRegions([.yunnan], .full))
    _ = try wang.requestCommit(CommitTerms())
    try database.store.write { try $0.setOperator("sun", .operator, by: "root") }
    #expect(try li.approvals.openRequests().toApprove.map(\.number) == [1] && li.approvals.openRequests().own.isEmpty)
    #expect(
      try wang.approvals.openRequests().own.map(\.number) == [1] && wang.approvals.openRequests().toApprove.isEmpty)
    #expect(try database.session("sun").approvals.openRequests().toApprove.isEmpty)
  }
}

@Suite("What a commit confirms")
struct ConfirmingTests {
  private let database: OperatedDatabase
  private let wang: OperatorSession

  /// Revision 1 waits to be confirmed.
  init() throws {
    database = try OperatedDatabase()
    let zhao = try database.session("zhao")
    _ = try zhao.edit(.openChannels([.web]))
    var terms = CommitTerms()
    terms.confirmation = .init(minutes: 10)
    _ = try zhao.commit(terms)
    wang = try database.session("wang")
  }

  @Test("is said before it and after")
  func said() throws {
    _ = try wang.edit(.openChannels([.app]))
    #expect(try wang.forecast().confirms.map(\.revision) == [1])
    let later = database.clock.now.adding(.minutes(1))
    #expect(try wang.forecast(at: later).confirms.isEmpty)
    #expect(try wang.confirmed(by: wang.commit(CommitTerms())) == [1])
    #expect(try wang.confirmed(by: database.commit(.openRegions([.shanghai], .full))).isEmpty)
  }

  @Test("is nothing for one that is scheduled")
  func scheduled() throws {
    let outcome = try database.commit(.openChannels([.app]), at: database.clock.now.adding(.minutes(1)))
    #expect(try wang.confirmed(by: outcome).isEmpty && wang.schedule.waitingCommits().map(\.revision) == [1])
  }

  @Test("is planned commit by commit, what the script itself leaves unconfirmed included")
  func planned() throws {
    var unconfirmed = CommitTerms()
    unconfirmed.confirmation = .init(minutes: 5)
    let steps: [ScriptedStep] = [
      .edit(.openChannels([.app])), .commit(unconfirmed), .edit(.openRegions([.shanghai], .full)),
    ]
    #expect(try wang.plan(steps).commits.map(\.confirms) == [[1], [2]])
    let outcomes = try wang.apply(steps, CommitTerms()).outcomes
    #expect(try outcomes.map { try wang.confirmed(by: $0) } == [[1], [2]])
  }

  @Test("is said of an approved request, too")
  func approved() throws {
    _ = try wang.edit(.openChannels([.app]))
    let request = try wang.requestCommit(CommitTerms())
    let li = try database.session("li")
    #expect(try li.approvals.report(on: request).commit?.forecast.confirms.map(\.revision) == [1])
    let outcome = try #require(try li.approvals.approve(request.number).commit)
    #expect(try li.confirmed(by: outcome) == [1])
  }
}
