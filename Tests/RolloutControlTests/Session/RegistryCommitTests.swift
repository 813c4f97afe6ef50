import Domain
import Foundation
import RolloutControl
import Store
import TestFixtures
import Testing
import Text

@Suite("A commit that adds to the registry")
struct RegistryCommitTests {
  private let database: OperatedDatabase

  init() throws { database = try OperatedDatabase() }

  private static let code = BankCode("gxnx")

  private static func bank(
    _ code: BankCode = code, _ zh: String = "广西农信", spellings: [String] = []
  ) -> RolloutEdit {
    .addBank(
      Bank(
        code: code, name: Bilingual(zh: zh, en: "Rural Credit \(code)"), legalName: zh, spellings: spellings,
        tier: .regional))
  }

  private var running: Revision { get throws { try database.store.runningRevision() } }
  private func knows(_ code: BankCode = code) throws -> Bool {
    try database.store.runningCatalogue().bank(code) != nil
  }

  /// The conflict with which a call is refused.
  private func conflict(_ call: () throws -> some Any) -> RegistryConflict? {
    do {
      _ = try call()
      return nil
    } catch {
      return error as? RegistryConflict
    }
  }

  @Test("makes the bank known to whoever had the database open, closed until it is connected")
  func commits() throws {
    let other = try database.open()
    #expect(try other.runningCatalogue().bank(Self.code) == nil)
    try database.commit(Self.bank(), .renameRegion(.yunnan, RegionName(Bilingual(zh: "滇", en: "Dian"))))
    #expect(try other.runningCatalogue().resolveBank("广西农信") == Self.code)
    #expect(try other.runningCatalogue().region(.yunnan)?.name.zh == "滇")
    try other.readGate { _, gate in
      #expect(gate.banks.contains(Self.code) && gate.standing(of: Self.code) == .closed)
    }
    #expect(try database.session().audit.verify().isIntact)
    let changes = try database.session().compare(from: 0, to: 1).changes
    #expect(changes.map(\.path) == ["registry.banks.gxnx", "registry.regions.CN-YN.name"])
  }

  @Test("is taken back by a rollback, with the bank and its connection")
  func rollback() throws {
    try database.commit(Self.bank(), .connect([Self.code], .everywhere))
    let session = try database.session()
    try session.rollback(to: 0)
    _ = try session.commit(CommitTerms())
    #expect(try !knows() && running.rollout == .initial)
    try database.store.readGate { _, gate in #expect(gate.standing(of: Self.code) == .closed) }
    // The gate of the revision before still knows the bank.
    let before = try database.store.read { try $0.gate(of: 1) }
    #expect(before.standing(of: Self.code) == .connected)
    #expect(try database.store.bankOnceKnown(Self.code)?.name.zh == "广西农信")
    #expect(try database.store.bankOnceKnown(BankCode("nobody")) == nil)
    try session.rollback(to: 1)
    _ = try session.commit(CommitTerms())
    try database.store.readGate { _, gate in #expect(gate.standing(of: Self.code) == .connected) }
  }

  @Test("is refused where somebody else's has taken a name meanwhile, and says which")
  func contradicts() throws {
    let session = try database.session()
    _ = try session.edit(Self.bank())
    try database.commit(Self.bank(BankCode("gxns"), "广西农商", spellings: ["广西 农信"]), author: "li")
    for call in [{ _ = try session.check() }, { _ = try session.commit(CommitTerms()) }] {
      let found = try #require(conflict(call))
      #expect(found.code == "registry_conflict" && found.message.en.contains("gxns"), "\(found)")
    }
    #expect(try running.number == 1)
  }

  @Test("conflicts with another entry of the same code, and not with the same one")
  func sameCode() throws {
    let (session, twin) = (try database.session(), try database.session())
    _ = try session.edit(Self.bank(spellings: ["桂农信"]))
    _ = try twin.edit(Self.bank())
    _ = try twin.edit(.openChannels([.app]))
    try database.commit(Self.bank(), author: "li")
    guard case .revisionConflict(_, _, let ours, _)? = rolloutFault({ try session.commit(CommitTerms()) }) else {
      Issue.record("it was not refused as a conflict")
      return
    }
    #expect(ours.map(\.path) == ["registry.banks.gxnx"])
    _ = try twin.commit(CommitTerms())
    #expect(try running.rollout.isOpen(.app) && knows())
  }

  @Test("connects no bank that somebody else has removed meanwhile")
  func removedMeanwhile() throws {
    try database.commit(Self.bank())
    let session = try database.session()
    _ = try session.edit(.connect([Self.code], .everywhere))
    try database.commit(.removeBank(Self.code), author: "li")
    #expect(conflict { try session.check() } == .unknown(["gxnx"]))
    #expect(conflict { try session.commit(CommitTerms()) } == .unknown(["gxnx"]))
    #expect(conflict { try session.requestCommit(CommitTerms()) } == .unknown(["gxnx"]))
  }

  @Test("closes no bank that it has not added itself: an emergency either")
  func emergency() throws {
    let session = try database.session()
    _ = try session.edit(Self.bank())
    #expect(
      conflict { try session.emergencies.stop(.suspend([Self.code], reason: "x"), reason: "x") } == .unknown(["gxnx"]))
    #expect(try running.number == 0)
  }

  @Test("that is scheduled takes force at its time, and is dropped where it would contradict what came before")
  func scheduled() throws {
    let later = database.clock.now.adding(.hours(1))
    try database.commit(Self.bank(), at: later, author: "li")
    try database.commit(Self.bank(BankCode("gxns"), "广西农商", spellings: ["广西农信"]), at: later, author: "wang")
    #expect(try !knows())
    database.clock.advance(.hours(1))
    #expect(try knows() && !knows(BankCode("gxns")))
    let commits = try database.session().schedule.scheduled()
    #expect(commits.map(\.dropReason) == [nil, .registryConflict])
    #expect(commits[1].dropReason?.message.zh.isEmpty == false)
  }

  @Test("that nobody confirms is undone: the bank is closed and unknown again")
  func unconfirmed() throws {
    try database.commit(.openChannels([.app]))
    let session = try database.session()
    for edit in [
      Self.bank(), .connect([Self.code], .everywhere), .renameBank(.icbc, Bilingual(zh: "宇宙行", en: "Universe")),
    ] {
      _ = try session.edit(edit)
    }
    var terms = CommitTerms()
    terms.confirmation = CommitTerms.Confirmation(minutes: 10, guardrails: [])
    _ = try session.commit(terms)
    _ = try database.session("li").emergencies.stop(.suspend([Self.code], reason: "down"), reason: "down")
    database.clock.advance(.minutes(10))
    #expect(try !knows() && running.rollout.state(of: Self.code) == .closed)
    #expect(try database.store.runningCatalogue().bank(.icbc)?.name.zh == "工商银行")
    #expect(try running.rollout.isOpen(.app) && running.rollout.registry == .none)
  }

  @Test("that nobody confirms brings no bank back whose name another has by then")
  func restored() throws {
    try database.commit(Self.bank())
    let taken = Self.bank(BankCode("gxns"), "广西农商", spellings: ["广西农信"])
    let (remover, other) = (try database.session(), try database.session("li"))
    _ = try remover.edit(.removeBank(Self.code))
    var terms = CommitTerms()
    terms.confirmation = CommitTerms.Confirmation(minutes: 10, guardrails: [])
    _ = try remover.commit(terms)
    _ = try other.edit(taken)
    _ = try other.commit(CommitTerms(at: database.clock.now.adding(.minutes(5))))
    database.clock.advance(.minutes(20))
    #expect(try !knows() && knows(BankCode("gxns")))
    try running.rollout.requireConsistent(over: database.store.registry)
  }

  @Test("needs approval as onboarding does where a bank is added or renamed, and as regions where a region is")
  func fourEyes() throws {
    let policy = try #require(PolicySetting(.fourEyes, "onboarding"))
    try database.commit(.setPolicy(policy))
    for edit in [Self.bank(), .renameBank(.icbc, Bilingual(zh: "宇宙行", en: "Universe"))] {
      let session = try database.session()
      _ = try session.edit(edit)
      #expect(throws: OperatorFault.self) { try session.commit(CommitTerms()) }
    }
    try database.commit(.renameRegion(.yunnan, RegionName(Bilingual(zh: "滇", en: "Dian"))))
    let session = try database.session()
    _ = try session.edit(Self.bank())
    let request = try session.requestCommit(CommitTerms())
    _ = try database.session("li").approvals.approve(request.number)
    #expect(try knows())
  }

  @Test("is named by the answers of the past as it was then")
  func past() throws {
    try database.commit(Self.bank(), .connect([Self.code], .everywhere))
    let then = database.clock.now
    database.clock.advance(.hours(1))
    try database.commit(.disconnect([Self.code]), .removeBank(Self.code))
    let session = try database.session()
    let past = try session.explanations.explain(region: .yunnan, banks: [], channel: .app, at: then)
    #expect(past.banks.last?.bank == Self.code && past.banks.last?.reason == nil)
    #expect(session.catalogue(of: try session.history.revision(past.revision)).bank(Self.code) != nil)
    let now = try session.explanations.explain(region: .yunnan, banks: [], channel: .app, at: nil)
    #expect(!now.banks.map(\.bank).contains(Self.code))
    #expect(session.names(of: try running.rollout, and: try session.history.revision(1).rollout).bank(Self.code) != nil)
  }
}
