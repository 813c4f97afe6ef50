import Domain
import RolloutControl
import Store
import TestFixtures
import Testing

@Suite("What an emergency closed that nobody has reviewed")
struct ReopeningTests {
  private let database: OperatedDatabase
  private let wang: OperatorSession

  init() throws {
    database = try OperatedDatabase()
    try database.commit(
      .openChannels([.app]), .openRegions([.shanghai], .full), .connect([.icbc], .named([.shanghai])))
    wang = try database.session("wang")
  }

  private func close(_ edit: RolloutEdit = .closeRegions([.shanghai])) throws {
    _ = try database.session("li").emergencies.stop(edit, reason: "fraud")
  }

  private func reviews(_ body: () throws -> some Any) -> [Int] {
    do {
      _ = try body()
      return []
    } catch OperatorFault.reviewOpen(let reopenings) {
      return reopenings.map(\.review.number)
    } catch {
      Issue.record("\(error)")
      return []
    }
  }

  private var saying: CommitTerms {
    var terms = CommitTerms()
    terms.reopening = [1]
    return terms
  }

  private var share: Share { get throws { try database.store.runningRevision().rollout.share(of: .shanghai) } }

  @Test("is not opened in passing by a rollback, and shows in impact; saying so opens it, and the chain holds that")
  func rolledBack() throws {
    try close()
    try wang.rollback(to: 1)
    #expect(reviews { try wang.commit(CommitTerms()) } == [1])
    #expect(reviews { try wang.requestCommit(CommitTerms()) } == [1])
    #expect(reviews { try wang.commit(CommitTerms(at: database.clock.now.adding(.hours(1)))) } == [1])
    #expect(try wang.impact().reopens.map { $0.changes.map(\.path) } == [["regions.CN-SH.share"]])
    _ = try wang.commit(saying)
    #expect(try share == .full)
    #expect(try wang.audit.records(AuditFilter(last: 1, action: "commit"))[0].detail["reopening"] == [1])
    #expect(try database.session("li").news.missedNews().map(\.action) == ["commit"])
  }

  @Test("is opened without a word once somebody else has signed it")
  func signed() throws {
    try close()
    _ = try wang.emergencies.signReview(1)
    try database.commit(.openRegions([.shanghai], .full))
    #expect(try share == .full)
  }

  @Test("is not opened by plan and apply, which say so, unless the script or its call says it")
  func applied() throws {
    try close()
    let steps: [ScriptedStep] = [.edit(.openRegions([.shanghai], .half))]
    let plan = try wang.plan(steps)
    #expect(plan.commits.map { $0.refusals.map(\.code) } == [["review_open"]])
    #expect(plan.commits.map { $0.reopens.map(\.review.number) } == [[1]])
    #expect(reviews { try wang.apply(steps, CommitTerms()) } == [1])
    #expect(try wang.apply(steps, saying).outcomes.count == 1)
  }

  @Test("is not opened by what somebody else asked for before: approving it is refused")
  func approved() throws {
    _ = try wang.edit(.closeRegions([.shanghai]))
    _ = try wang.commit(CommitTerms())
    _ = try wang.edit(.openRegions([.shanghai], .full))
    let request = try wang.requestCommit(CommitTerms())
    try database.commit(.openRegions([.shanghai], .full), author: "zhao")
    try close()
    #expect(try wang.approvals.report(on: request).refusals.map(\.code) == ["review_open"])
    #expect(reviews { try database.session("zhao").approvals.approve(request.number) } == [1])
  }

  @Test("is not opened by a scheduled commit, which is dropped and told")
  func scheduled() throws {
    try database.commit(.closeRegions([.shanghai]))
    try database.commit(.openRegions([.shanghai], .full), at: database.clock.now.adding(.hours(1)))
    try database.commit(.openRegions([.shanghai], .full), author: "zhao")
    try close()
    database.clock.advance(.hours(2))
    #expect(try share == .none)
    #expect(try wang.news.takeDropped().map(\.dropReason) == [.reviewOpen])
  }

  @Test("is opened by a scheduled commit that says so")
  func scheduledSayingSo() throws {
    try close()
    var terms = saying
    terms.at = database.clock.now.adding(.hours(1))
    _ = try wang.edit(.openRegions([.shanghai], .full))
    _ = try wang.commit(terms)
    database.clock.advance(.hours(2))
    #expect(try share == .full)
  }

  @Test("stays closed where an unconfirmed commit is undone")
  func restored() throws {
    _ = try wang.edit(.closeRegions([.shanghai]))
    var terms = CommitTerms()
    terms.confirmation = .init(minutes: 10)
    _ = try wang.commit(terms)
    try database.commit(.openRegions([.shanghai], .full), at: database.clock.now.adding(.minutes(1)), author: "zhao")
    database.clock.advance(.minutes(2))
    #expect(try share == .full)
    try close()
    database.clock.advance(.minutes(10))
    #expect(try share == .none)
  }

  /// A change after an emergency, and whether it reopens anything.
  struct Case: Sendable {
    let emergency: RolloutEdit
    let edit: RolloutEdit
    let reopens: Bool
  }

  @Test(
    "is what serves more people, or people elsewhere, than the emergency left",
    arguments: [
      Case(emergency: .pauseService(reason: "x"), edit: .resumeService, reopens: true),
      Case(emergency: .pauseService(reason: "x"), edit: .pauseService(reason: "y"), reopens: false),
      Case(emergency: .pauseService(reason: "x"), edit: .openRegions([.yunnan], .full), reopens: false),
      Case(emergency: .suspend([.icbc], reason: "x"), edit: .resume([.icbc]), reopens: true),
      Case(emergency: .suspend([.icbc], reason: "x"), edit: .connect([.icbc], .named([.yunnan])), reopens: true),
      Case(emergency: .suspend([.icbc], reason: "x"), edit: .disconnect([.icbc]), reopens: false),
      Case(emergency: .suspend([.icbc], reason: "x"), edit: .connect([.abc], .everywhere), reopens: false),
      Case(emergency: .suspend([.abc], reason: "x"), edit: .connect([.abc], .everywhere), reopens: true),
      Case(emergency: .closeRegions([.shanghai]), edit: .openRegions([.shanghai], .half), reopens: true),
    ])
  func kinds(item: Case) throws {
    try close(item.emergency)
    _ = try wang.edit(item.edit)
    #expect(reviews { try wang.commit(CommitTerms()) } == (item.reopens ? [1] : []))
  }

  /// The state before the emergency, and the change after it.
  struct ClosedBefore: Sendable {
    let before: RolloutEdit
    var confirmed: Int?
    let emergency: RolloutEdit
    let edit: RolloutEdit
  }

  @Test(
    "is all that it said, also what was closed, paused or suspended before it",
    arguments: [
      ClosedBefore(
        before: .suspend([.icbc], reason: "planned"), emergency: .suspend([.icbc], reason: "leak"),
        edit: .resume([.icbc])),
      ClosedBefore(
        before: .disconnect([.icbc]), emergency: .suspend([.icbc], reason: "leak"), edit: .connect([.icbc], .everywhere)
      ),
      ClosedBefore(
        before: .pauseService(reason: "old"), emergency: .pauseService(reason: "new"), edit: .resumeService),
      ClosedBefore(
        before: .closeRegions([.shanghai]), confirmed: 30, emergency: .closeRegions([.shanghai]),
        edit: .openRegions([.shanghai], .half)),
      ClosedBefore(
        before: .openRegions([.yunnan], .full), emergency: .closeRegions([.beijing, .yunnan]),
        edit: .openRegions([.beijing], .half)),
    ])
  func closedBefore(item: ClosedBefore) throws {
    _ = try wang.edit(item.before)
    var terms = CommitTerms()
    terms.confirmation = item.confirmed.map { .init(minutes: $0) }
    _ = try wang.commit(terms)
    try close(item.emergency)
    _ = try wang.edit(item.edit)
    #expect(try wang.forecast().impact.reopens.map(\.review.number) == [1])
    #expect(reviews { try wang.commit(CommitTerms()) } == [1])
    #expect(reviews { try wang.commit(CommitTerms(at: database.clock.now.adding(.hours(1)))) } == [1])
    _ = try database.session("zhao").emergencies.signReview(1)
    _ = try wang.commit(CommitTerms())
  }

  @Test("is not opened by a rollback either, once the unconfirmed closing under it has ended")
  func closedUnconfirmed() throws {
    _ = try wang.edit(.closeRegions([.shanghai]))
    var terms = CommitTerms()
    terms.confirmation = .init(minutes: 5)
    _ = try wang.commit(terms)
    try close()
    database.clock.advance(.minutes(10))
    #expect(try share == .none)
    try wang.rollback(to: 1)
    #expect(reviews { try wang.commit(CommitTerms()) } == [1])
  }

  @Test("was opened already by somebody who said so: opening it wider is no reopening")
  func openedAlready() throws {
    try close()
    _ = try wang.edit(.openRegions([.shanghai], .half))
    _ = try wang.commit(saying)
    try database.commit(.openRegions([.shanghai], .full))
    #expect(try share == .full)
  }
}
