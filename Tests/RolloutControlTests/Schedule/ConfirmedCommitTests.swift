import Domain
import Foundation
import RolloutControl
import Store
import TestFixtures
import Testing

@Suite("A commit that has to be confirmed")
struct ConfirmedCommitTests {
  private let database: OperatedDatabase

  init() throws {
    database = try OperatedDatabase()
    try database.commit(.openChannels([.app]), .openRegions([.shanghai], .half))
  }

  private func terms(_ minutes: Int, _ guardrails: [HealthGuardrail] = []) -> CommitTerms {
    var terms = CommitTerms()
    terms.confirmation = .init(minutes: minutes, guardrails: guardrails)
    return terms
  }

  /// Commits with a timer of ten minutes.
  @discardableResult
  private func commit(_ edits: RolloutEdit..., by name: String = "wang", guarded: [HealthGuardrail] = []) throws -> Int
  {
    let session = try database.session(name)
    for edit in edits { _ = try session.edit(edit) }
    guard case .unconfirmed(let revision, let until) = try session.commit(terms(10, guarded)) else {
      Issue.record("it has no timer")
      return 0
    }
    #expect(until == database.clock.now.adding(.minutes(10)))
    return revision.number
  }

  private var running: Revision { get throws { try database.store.runningRevision() } }

  @Test("is undone at its moment, whenever anybody looks, in a revision of chaka")
  func restored() throws {
    let moment = database.clock.now.adding(.minutes(10))
    let number = try commit(.openRegions([.shanghai], .full))
    database.clock.advance(.milliseconds(10 * 60_000 - 1))
    #expect(try running.rollout.share(of: .shanghai) == .full)
    database.clock.advance(.days(3))
    #expect(try running.rollout.share(of: .shanghai) == .half)
    #expect(try running.author == Revision.systemAuthor && running.effectiveAt == moment)
    #expect(try running.number == number + 1)
    #expect(try database.session().schedule.unconfirmedCommits().map(\.state) == [.restored(by: number + 1)])
    #expect(try database.session().audit.verify().isIntact)
  }

  @Test("stays when anybody confirms it in time, and says whose it was")
  func confirmed() throws {
    let number = try commit(.openRegions([.shanghai], .full))
    #expect(try database.session("li").schedule.confirm(nil).map(\.revision) == [number])
    database.clock.advance(.days(1))
    #expect(try running.number == number)
    #expect(try database.session().schedule.unconfirmedCommits().map(\.state) == [.confirmed(by: "li")])
    #expect(try database.session().audit.verify().isIntact)
  }

  @Test("stays when an operator commits after it, but not for an emergency or a scheduled commit that takes force")
  func nextCommit() throws {
    let number = try commit(.openRegions([.shanghai], .full))
    try database.commit(.openChannels([.offline]), at: database.clock.now.adding(.minutes(5)))
    _ = try database.session("li").emergencies.stop(.pauseService(reason: "x"), reason: "x")
    database.clock.advance(.minutes(6))
    #expect(try database.session().schedule.waitingCommits().map(\.revision) == [number])
    try database.commit(.openChannels([.web]), author: "li")
    #expect(try database.session().schedule.waitingCommits().isEmpty)
    database.clock.advance(.days(1))
    #expect(try running.rollout.share(of: .shanghai) == .full)
  }

  @Test("cannot be confirmed at the very moment its time is over")
  func tooLate() throws {
    let number = try commit(.openRegions([.shanghai], .full))
    database.clock.advance(.minutes(10))
    #expect(throws: OperatorFault.nothingToConfirm) { try database.session().schedule.confirm(nil) }
    #expect(throws: OperatorFault.notWaiting(number)) { try database.session().schedule.confirm(number) }
    #expect(try running.rollout.share(of: .shanghai) == .half)
  }

  @Test("loses only what it changed itself: what a scheduled commit changed since stays")
  func laterChanges() throws {
    let later = database.clock.now.adding(.minutes(5))
    let scheduled = try database.session("li")
    try commit(.openRegions([.shanghai], .full), .openRegions([.yunnan], .full))
    _ = try scheduled.edit(.openRegions([.yunnan], .half))
    _ = try scheduled.commit(CommitTerms(at: later))
    database.clock.advance(.minutes(20))
    #expect(try running.rollout.share(of: .shanghai) == .half)
    #expect(try running.rollout.share(of: .yunnan) == .half)
  }

  @Test("gives a bank that was suspended meanwhile back suspended, to be resumed to where it was before")
  func suspended() throws {
    try database.commit(.connect([.abc], .named([.shanghai])))
    try commit(.connect([.icbc, .abc], .everywhere))
    _ = try database.session("li").emergencies.stop(.suspend([.icbc, .abc], reason: "down"), reason: "down")
    database.clock.advance(.minutes(10))
    #expect(try running.rollout.state(of: .icbc) == .suspended(reason: "down", regions: nil))
    #expect(try running.rollout.state(of: .abc) == .suspended(reason: "down", regions: .named([.shanghai])))
  }

  @Test("whose changes were all changed since leaves nothing to undo, and makes no revision")
  func nothingLeft() throws {
    try commit(.openRegions([.shanghai], .full))
    _ = try database.session("li").emergencies.stop(.closeRegions([.shanghai]), reason: "x")
    let number = try running.number
    database.clock.advance(.minutes(10))
    #expect(try running.number == number)
    #expect(try database.session().schedule.unconfirmedCommits().map(\.state) == [.restored(by: nil)])
  }

  @Test("that is refused leaves no timer")
  func refused() throws {
    let session = try database.session()
    #expect(throws: RolloutFault.nothingChanged) { try session.commit(terms(10)) }
    #expect(try session.schedule.unconfirmedCommits().isEmpty)
  }

  @Test("that is scheduled starts its timer when it takes force")
  func scheduled() throws {
    let session = try database.session()
    _ = try session.edit(.openRegions([.shanghai], .full))
    var terms = terms(10)
    terms.at = database.clock.now.adding(.hours(1))
    _ = try session.commit(terms)
    database.clock.advance(.minutes(65))
    #expect(try running.rollout.share(of: .shanghai) == .full)
    database.clock.advance(.minutes(5))
    #expect(try running.rollout.share(of: .shanghai) == .half)
    #expect(try session.audit.verify().isIntact)
  }

  @Test("takes force and is undone in the order of time though nothing ran for days")
  func order() throws {
    let session = try database.session()
    _ = try session.edit(.openRegions([.shanghai], .full))
    var terms = terms(10)
    terms.at = database.clock.now.adding(.hours(1))
    _ = try session.commit(terms)
    let base = database.clock.now
    try database.commit(.openRegions([.yunnan], .full), at: base.adding(.hours(2)), author: "li")
    database.clock.advance(.days(2))
    let history = try database.session().history.revisions().suffix(3)
    #expect(history.map(\.author) == ["wang", Revision.systemAuthor, "li"])
    #expect(
      history.map(\.effectiveAt) == [base.adding(.hours(1)), base.adding(.minutes(70)), base.adding(.hours(2))])
  }

  @Test("with guardrails is confirmed by them where they held, and undone where one did not", arguments: [true, false])
  func guarded(isHeld: Bool) throws {
    let number = try commit(.openRegions([.shanghai], .full), guarded: [.answered])
    database.clock.advance(.minutes(1))
    try database.store.write { transaction in
      transaction.note(.asked, of: .icbc, count: 40)
      transaction.note(.answered(after: .milliseconds(500)), of: .icbc, count: isHeld ? 39 : 30)
    }
    database.clock.advance(.minutes(9))
    #expect(try running.rollout.share(of: .shanghai) == (isHeld ? .full : .half))
    let state = try database.session().schedule.unconfirmedCommits().first?.state
    #expect(state == (isHeld ? .confirmed(by: Revision.systemAuthor) : .restored(by: number + 1)))
    if !isHeld { #expect(try running.comment.contains("icbc answered within 30 s 75% (at least 95%)")) }
  }

  /// Commits with a timer of ten minutes that guardrails decide.
  private func commitGuarded(_ edit: RolloutEdit, _ evidence: Evidence) throws {
    let session = try database.session()
    _ = try session.edit(edit)
    var terms = CommitTerms()
    terms.confirmation = .init(minutes: 10, guardrails: [.answered], evidence: evidence)
    _ = try session.commit(terms)
  }

  private func ask(_ bank: BankCode, _ count: Int, answered: Int) throws {
    try database.store.write { transaction in
      transaction.note(.asked, of: bank, count: count)
      transaction.note(.answered(after: .milliseconds(500)), of: bank, count: answered)
    }
  }

  private var state: UnconfirmedCommit.State? {
    get throws { try database.session().schedule.unconfirmedCommits().first?.state }
  }
  private static let byGuardrails = UnconfirmedCommit.State.confirmed(by: Revision.systemAuthor)

  @Test("with guardrails is undone where nobody was asked, or too few", arguments: [0, 19])
  func noEvidence(asked: Int) throws {
    try commitGuarded(.openRegions([.shanghai], .full), .usual)
    try ask(.icbc, asked, answered: asked)
    database.clock.advance(.minutes(10))
    #expect(try running.rollout.share(of: .shanghai) == .half)
    #expect(try running.comment.contains("\(asked) enquiries, at least 20 needed to judge"))
    let record = try #require(try database.session().audit.records(AuditFilter(action: "restore")).last)
    let figures = try items(of: record.detail["evidence"])
    #expect(figures.last?["bank"] == "all" && figures.last?["asked"] == .integer(Int64(asked)))
  }

  @Test("with guardrails is decided by all banks together where none was asked enough", arguments: [15, 13])
  func together(answered: Int) throws {
    try commitGuarded(.openRegions([.shanghai], .full), .usual)
    try ask(.icbc, 15, answered: 15)
    try ask(.abc, 15, answered: answered)
    database.clock.advance(.minutes(10))
    #expect(try state == (answered == 15 ? Self.byGuardrails : .restored(by: 3)))
  }

  @Test(
    "with guardrails asks as much evidence as it says, more or less than usual",
    arguments: [(30, 29), (30, 30), (5, 5)])
  func atLeast(needed: Int, asked: Int) throws {
    try commitGuarded(.openRegions([.shanghai], .full), Evidence(atLeast: needed))
    try ask(.icbc, asked, answered: asked)
    database.clock.advance(.minutes(10))
    #expect(try state == (asked < needed ? .restored(by: 3) : Self.byGuardrails))
  }

  @Test("that connects a bank is not confirmed by what others answered")
  func connected() throws {
    try commitGuarded(.connect([.abc], .everywhere), .usual)
    try ask(.icbc, 100, answered: 100)
    database.clock.advance(.minutes(10))
    #expect(try running.rollout.state(of: .abc) == .closed)
    #expect(try running.comment.contains("abc: 0 enquiries, at least"))
  }

  @Test("that may hold waits as long again while too few were asked, whenever anybody looks, and is then decided")
  func held() throws {
    let start = database.clock.now
    try commitGuarded(.openRegions([.shanghai], .full), Evidence(otherwise: .hold))
    database.clock.advance(.minutes(25))
    try ask(.icbc, 20, answered: 20)
    #expect(try database.session().schedule.waitingCommits().map(\.until) == [start.adding(.minutes(40))])
    #expect(try database.session("li").schedule.confirm(nil).count == 1)
    try commitGuarded(.openRegions([.yunnan], .full), Evidence(otherwise: .hold))
    database.clock.advance(.minutes(5))
    try ask(.icbc, 20, answered: 1)
    database.clock.advance(.days(1))
    #expect(try running.rollout.share(of: .yunnan) == .none && running.rollout.share(of: .shanghai) == .full)
    #expect(try database.session().audit.records(AuditFilter(action: "hold")).count == 2)
    #expect(try database.session().audit.verify().isIntact)
  }

  @Test("is told to every console that is connected, once")
  func news() throws {
    let others = try (database.session("li"), database.session("zhao"))
    try commit(.openRegions([.shanghai], .full))
    #expect(try others.0.news.takeNews().map(\.action) == ["commit"])
    database.clock.advance(.minutes(10))
    #expect(try others.0.news.takeNews().map(\.action) == ["restore"])
    #expect(try others.1.news.takeNews().map(\.action) == ["commit", "restore"])
    #expect(try others.0.news.takeNews().isEmpty)
  }

  @Test("that waits for its time can be called off, and no more once it took force")
  func cancelled() throws {
    guard
      case .scheduled(let commit) = try database.commit(
        .openChannels([.web]), at: database.clock.now.adding(.hours(1)))
    else { throw OperatorFault.nothingToConfirm }
    _ = try database.session("li").schedule.cancelCommit(commit.number)
    database.clock.advance(.hours(2))
    #expect(try !running.rollout.isOpen(.web))
    #expect(throws: OperatorFault.notPending(commit.number)) {
      try database.session().schedule.cancelCommit(commit.number)
    }
    #expect(try database.session().audit.verify().isIntact)
  }
}
