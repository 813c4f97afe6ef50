import Domain
import Foundation
import TestFixtures
import Testing
import Text

@testable import QueryEngine
@testable import Store

/// A person agrees to the shown agreement (rule 13).
@Suite("The agreement of an application")
struct AgreementTests {
  private let service: TestService
  private let token: String

  init() async throws {
    service = try TestService()
    token = try await service.register()
  }

  /// The desk of the next call, after the registry was changed.
  private func desk(_ agreement: String, _ text: String = "") -> CardholderDesk {
    let parts = service.parts
    return CardholderDesk(
      EngineParts(
        store: parts.store, agreement: agreement, agreementText: text, banks: parts.banks, identity: parts.identity,
        face: parts.face, gateway: parts.gateway, random: parts.random, passwords: parts.passwords,
        settings: parts.settings),
      requester: TestService.requester)
  }

  private func code(_ desk: CardholderDesk, _ banks: Application.Banks) async throws -> String {
    try await service.code(to: Resident.zhang.phoneNumber()) { try await desk.apply(token, .with(banks)) }
  }

  private func problem(
    _ desk: CardholderDesk, _ banks: Application.Banks, _ code: String
  ) async -> RefusalReason? {
    guard
      case .refused(_, _, let reasons)? = await cardholderFault({
        try await desk.apply(token, .with(banks, code: code))
      })
    else { return nil }
    return reasons.first
  }

  @Test("that has changed since the code was sent is an answer of its own, and no attempt", arguments: [true, false])
  func version(all: Bool) async throws {
    let banks: Application.Banks = all ? .all : .named([.abc])
    let code = try await code(desk("2021-12"), banks)
    for _ in 0..<6 {
      let refused = await problem(desk("2099-01"), banks, code)
      #expect(refused == .code(.agreementChanged(AgreementChange(from: "2021-12", to: "2099-01"))))
      #expect(refused?.code == "agreement_changed" && refused?.message.en.contains("2021-12 → 2099-01") == true)
    }
    // The agreement that the code was sent for is back.
    let query = try await desk("2021-12").apply(token, .with(banks, code: code))
    #expect(try service.store.read { try $0.query(query.query)?.agreement } == "2021-12")
  }

  @Test("that says something else under the same version has changed, too")
  func text() async throws {
    let code = try await code(desk("2021-12", "one"), .named([.abc]))
    let refused = await problem(desk("2021-12", "another"), .named([.abc]), code)
    #expect(refused == .code(.agreementChanged(AgreementChange(from: "2021-12", to: "2021-12"))))
  }

  @Test("is told of only to whoever has the right code")
  func wrongCode() async throws {
    let code = try await code(desk("2021-12"), .named([.abc]))
    let wrong = code == "271828" ? "314159" : "271828"
    #expect(await problem(desk("2099-01"), .named([.abc]), wrong) == .code(.wrong(attemptsLeft: 4)))
  }

  @Test("is not known of a code that an earlier program sent: it is shown again")
  func before() async throws {
    let code = try await code(desk("2021-12"), .named([.abc]))
    let old = ShownBanks([.init(bank: .abc, name: Bilingual(zh: "农业银行", en: "Agricultural Bank of China"))])
    try service.store.write { transaction in
      let number = try #require(try transaction.sql.first("select max(number) from codes") { $0.int(0) })
      try transaction.change(.int(number), in: .codes, to: ["subject": .text(old.json.compact)])
    }
    let refused = await problem(desk("2021-12"), .named([.abc]), code)
    #expect(refused == .code(.agreementChanged(AgreementChange(from: nil, to: "2021-12"))))
  }
}
