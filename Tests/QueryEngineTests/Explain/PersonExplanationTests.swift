import Domain
import Foundation
import RolloutControl
import Store
import TestFixtures
import Testing

@testable import QueryEngine

@Suite("Explaining to an operator what became of an application")
struct PersonExplanationTests {
  private let service: TestService

  init() throws { service = try TestService() }

  private func session() throws -> OperatorSession {
    try OperatorSession(store: service.store, author: "li")
  }

  private func lastRecord() throws -> AuditRecord {
    try #require(try service.store.read { try $0.auditRecords(last: 1) }.first)
  }

  @Test("a query is explained by the revision that let it in, with the rules and operators that did")
  func accepted() async throws {
    let query = try await service.apply(try await service.register())
    try service.commit(.closeRegions([.shanghai]))
    let answer = try session().explanations.explain(query: query.query, at: nil)
    #expect(answer.admitted == true && answer.revision == query.revision && answer.at == query.acceptedAt)
    #expect(answer.region == .shanghai && answer.banks.map(\.bank) == [.abc, .boc] && answer.remedy.isEmpty)
    #expect(answer.query?.number == query.query && answer.query?.isWithinShare == true)
    #expect(answer.rules.map(\.subject) == [.service, .channel(.app), .region(.shanghai)])
    #expect(
      answer.rules.map(\.origin.number) == [0, 1, 1] && answer.banks.all { $0.rule.origin.number == 1 })
    #expect(answer.rules[2].origin.author == "wang" && answer.rules[2].value == .region(.full))
  }

  @Test("at another moment it is explained by the revision then in force, with what would admit it again")
  func later() async throws {
    let query = try await service.apply(try await service.register())
    service.clock.advance(.minutes(1))
    try service.commit(.openRegions([.shanghai], try #require(Share(hundredths: 1))), .suspend([.boc], reason: "维护"))
    let answer = try session().explanations.explain(query: query.query, at: service.clock.now)
    let isOutside = answer.query?.isWithinShare == false
    #expect(answer.admitted == false && isOutside)
    #expect(answer.reasons.map(\.reason) == [.notInShare, .bankSuspended])
    #expect(answer.reasons.map { answer.rule(for: $0)?.origin.number } == [2, 2])
    // The remedy is not the least share that holds the person, which would tell the bucket.
    #expect(answer.remedy == [.openRegions([.shanghai], .full), .resume([.boc])])
    #expect(try session().explanations.explain(query: query.query, at: query.acceptedAt).admitted == true)
  }

  @Test("each is written in the chain with who asked and for which number, never who the person is")
  func audited() async throws {
    let query = try await service.apply(try await service.register())
    let person = try #require(try service.store.read { try $0.query(query.query) }?.person)
    _ = try session().explanations.explain(query: query.query, at: nil)
    let record = try lastRecord()
    #expect(record.action == "read" && record.author == "li" && record.object == "query \(query.query)")
    #expect(!record.detail.compact.contains(person))
    let before = try service.store.read { try $0.auditHead() }.records
    #expect(fault { try session().explanations.explain(query: "QNONE", at: nil) } == "no_such_query")
    #expect(
      fault { try session().explanations.explain(refusal: "RNONE", region: nil, banks: [], channel: .app) }
        == "no_such_refusal")
    #expect(try service.store.read { try $0.auditHead() }.records == before + 2)
    #expect(try session().audit.readingVolume(of: "li").lastDay == 3)
  }

  @Test("is not given where the chain cannot be written, because the clock was set back")
  func clockBehind() async throws {
    let query = try await service.apply(try await service.register())
    service.clock.advance(.hours(-1))
    #expect(fault { try session().explanations.explain(query: query.query, at: nil) } == "clock_behind")
  }

  @Test("a refusal is explained by its codes, and by the rules of its revision that give them")
  func refused() async throws {
    let token = try await service.register()
    try service.commit(.pauseService(reason: "演练"), .suspend([.boc], reason: "维护"))
    let application = Application.with(.named([.abc, .boc]), agreed: false)
    guard
      case .refused(let number, let revision, _)? = await cardholderFault({
        try await service.desk.apply(token, application)
      })
    else { throw Missing() }
    try service.commit(.resumeService)
    let answer = try session().explanations.explain(refusal: number, region: nil, banks: [], channel: .app)
    #expect(answer.refusal.revision == revision && answer.told == nil)
    #expect(answer.reasons.map(\.code) == ["service_paused", "bank_suspended", "consent_missing"])
    #expect(answer.reasons.map { $0.rules.map(\.subject) } == [[.service], [.bank(.boc)], []])
    #expect(answer.reasons.all { $0.message != nil })
    let told = try #require(
      try session().explanations.explain(refusal: number, region: .shanghai, banks: [.abc, .boc], channel: .app).told)
    #expect(told.admitted == false && told.revision == revision && told.remedy == [.resumeService, .resume([.boc])])
  }

  private struct Missing: Error {}

  @Test("every code that a refusal can have is known in words")
  func codes() {
    let reasons: [RefusalReason] = [
      .notLoggedIn, .queryInProgress(query: ""), .tooEarly(nextAt: .distantFuture), .noBankChosen,
      .busy([], retryAt: .distantFuture), .consentMissing, .checksLocked(until: .distantFuture),
      .faceCheckFailed, .code(.wrong(attemptsLeft: 0)),
      .code(.expired), .code(.locked(until: nil)), .code(.banksChanged(BanksChange(added: [], gone: []))),
      .code(.agreementChanged(AgreementChange(from: nil, to: nil))),
    ]
    #expect(reasons.map(\.code) == RefusalCode.allCases.map(\.rawValue))
    for code in RefusalCode.allCases { #expect(code.message.zh != code.message.en) }
  }
}
