import Domain
import Foundation
import Store
import TestFixtures
import Testing

@testable import QueryEngine

@Suite("A refused application")
struct RefusalTests {
  private let service: TestService

  init() throws { service = try TestService() }

  @Test("names every reason at once, in the order of the rules")
  func order() async throws {
    let token = try await service.register()
    try await service.apply(token)
    try service.commit(
      .pauseService(reason: "维护"), .closeRegions([.shanghai]), .suspend([.boc], reason: "维护"),
      .connect([.ccb], .named([.yunnan])))
    let application = Application.with(.named([.icbc, .abc, .boc, .ccb]), agreed: false, face: .fail, channel: .web)
    #expect(
      await reasons { try await service.desk.apply(token, application) } == [
        "service_paused", "channel_closed", "region_closed", "bank_not_connected", "bank_suspended",
        "bank_not_in_region",
        "query_in_progress", "consent_missing",
      ])
  }

  @Test("without a bank or consent says both, before any face or code")
  func bankAndConsent() async throws {
    let token = try await service.register()
    let sent = service.gateway.tries
    #expect(
      await reasons { try await service.desk.apply(token, .with(.named([]), agreed: false)) } == [
        "no_bank_chosen", "consent_missing",
      ])
    #expect(service.checks.faces == 0 && service.gateway.tries == sent)
  }

  @Test("sends no SMS before everything else is passed, the face last of all")
  func noSMS() async throws {
    let token = try await service.register()
    let sent = service.gateway.tries
    #expect(
      await reasons { try await service.desk.apply(token, .with(.named([.abc]), agreed: false)) } == ["consent_missing"]
    )
    #expect(await reasons { try await service.desk.apply(token, .with(.named([.icbc]))) } == ["bank_not_connected"])
    #expect(service.checks.faces == 0)
    #expect(
      await reasons { try await service.desk.apply(token, .with(.named([.abc]), face: .fail)) } == ["face_check_failed"]
    )
    #expect(service.checks.faces == 1 && service.gateway.tries == sent)
    #expect(await fault { try await service.desk.apply(token, .with(.named([.abc]))) } == "code_required")
    #expect(service.gateway.tries == sent + 1)
  }

  @Test("leaves a record with its number, codes and revision, and a pseudonym that is not the person's")
  func record() async throws {
    let token = try await service.register()
    let application = Application.with(.named([.icbc, BankCode("cib")]), agreed: false)
    let refused = await cardholderFault { try await service.desk.apply(token, application) }
    guard case .refused(let number, let revision, _)? = refused else {
      Issue.record("it was not refused")
      return
    }
    let record = try #require(try service.store.read { try $0.refusal(number) })
    #expect(record.codes == ["bank_not_connected", "consent_missing"])
    #expect(revision == 1 && record.revision == 1)
    #expect(record.pseudonym?.count == 32)
    #expect(refused?.code == "bank_not_connected")
    #expect(refused?.facts.first == .init("refusal", .string(number)))
    #expect(refused?.message.en.contains(number) == true && refused?.message.zh.contains("icbc") == true)
  }

  @Test("of nobody in particular leaves a record without a pseudonym")
  func nobody() async throws {
    guard case .refused(let number, _, _)? = await cardholderFault({ try await service.desk.apply(nil, .with(.all)) })
    else {
      Issue.record("it was not refused")
      return
    }
    let record = try #require(try service.store.read { try $0.refusal(number) })
    #expect(record.codes == ["not_logged_in"] && record.pseudonym == nil)
  }

  @Test("for its code leaves a record, too, and every refusal has a number of its own")
  func codeRecord() async throws {
    let token = try await service.register()
    _ = try await service.code(to: Resident.zhang.phoneNumber()) {
      try await service.desk.apply(token, .with(.named([.abc])))
    }
    var numbers: Set<String> = []
    for _ in 0..<3 {
      let refused = await cardholderFault { try await service.desk.apply(token, .with(.named([.abc]), code: "x")) }
      guard case .refused(let number, _, let reasons)? = refused else {
        Issue.record("it was not refused")
        return
      }
      numbers.insert(number)
      #expect(reasons.map(\.code) == ["code_wrong"])
    }
    #expect(numbers.count == 3)
    #expect(try service.store.read { try $0.refusalCount() } == 3)
  }

  @Test("when too many codes were sent leaves a record, too")
  func tooManyCodes() async throws {
    let token = try await service.register()
    // The first code of the day was that of the registration, so nine more make ten.
    for _ in 0..<9 { _ = await fault { try await service.desk.apply(token, .with(.named([.abc]))) } }
    #expect(await reasons { try await service.desk.apply(token, .with(.named([.abc]))) } == ["code_locked"])
    #expect(try service.store.read { try $0.refusalCount() } == 1)
  }

  @Test("for its code needs one that was sent for the same choice of banks, in whatever order")
  func otherBanks() async throws {
    let token = try await service.register()
    let phone = try Resident.zhang.phoneNumber()
    let code = try await service.code(to: phone) { try await service.desk.apply(token, .with(.named([.abc, .boc]))) }
    let other = await reasons { try await service.desk.apply(token, .with(.named([.abc, .ccb]), code: code)) }
    #expect(other == ["code_wrong"])
    let fewer = await reasons { try await service.desk.apply(token, .with(.named([.abc]), code: code)) }
    #expect(fewer == ["code_wrong"])
    let query = try await service.desk.apply(token, .with(.named([.boc, .abc, .boc]), code: code))
    #expect(query.banks.map(\.bank) == [.boc, .abc])
  }

  @Test("by the gate of the moment of acceptance, not of the moment the code was sent", arguments: [true, false])
  func neverStale(scheduled: Bool) async throws {
    let token = try await service.register()
    let phone = try Resident.zhang.phoneNumber()
    let code = try await service.code(to: phone) { try await service.desk.apply(token, .with(.named([.abc]))) }
    let time = scheduled ? service.clock.now.adding(.seconds(1)) : nil
    try service.commit(.disconnect([.abc]), at: time)
    service.clock.advance(.seconds(1))
    let refused = await cardholderFault { try await service.desk.apply(token, .with(.named([.abc]), code: code)) }
    guard case .refused(_, let revision, let reasons)? = refused else {
      Issue.record("it was not refused")
      return
    }
    #expect(revision == 2 && reasons.map(\.code) == ["bank_not_connected"])
    try service.commit(.connect([.abc], .everywhere))
    #expect(await fault { try await service.desk.apply(token, .with(.named([.abc]), code: code)) } == nil)
  }
}
