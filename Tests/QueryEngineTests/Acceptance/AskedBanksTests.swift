import Domain
import Foundation
import TestFixtures
import Testing
import Text

@testable import QueryEngine
@testable import Store

/// Rule 13: the banks asked are the banks shown.
@Suite("The banks that are asked")
struct AskedBanksTests {
  private let service: TestService
  private let token: String
  private let phone: PhoneNumber

  init() async throws {
    service = try TestService()
    token = try await service.register()
    phone = try Resident.zhang.phoneNumber()
  }

  private func codeForAll() async throws -> String {
    try await service.code(to: phone) { try await service.desk.apply(token, .with(.all)) }
  }

  private func change(_ code: String, _ banks: Application.Banks = .all) async -> BanksChange? {
    let fault = await cardholderFault { try await service.desk.apply(token, .with(banks, code: code)) }
    guard case .refused(_, _, let reasons)? = fault, case .code(.banksChanged(let change))? = reasons.first else {
      return nil
    }
    #expect(fault?.code == "banks_changed" && fault?.kind == .refused)
    return change
  }

  /// A code that is surely wrong.
  private func wrong(_ code: String) -> String { code == "271828" ? "314159" : "271828" }

  @Test("are told when their code is sent, and are those that it is good for")
  func told() async throws {
    let fault = await cardholderFault { try await service.desk.apply(token, .with(.all)) }
    let codes = try #require(fault?.facts.first { $0.key == "banks" }?.value)
    #expect(Set(codes.compact.split(separator: "\"").map(String.init)).isSuperset(of: BankCode.published.map(\.text)))
    let name = try #require(fault?.message { Bilingual(zh: "〈\($0.text)〉", en: "<\($0.text)>") })
    #expect(name.zh.contains("只用于查询这 5 家银行") && name.en.contains("<abc>"))
  }

  @Test("are not those that joined since: that is an answer of its own, and the code stays good for those shown")
  func added() async throws {
    let code = try await codeForAll()
    try service.commit(.connect([.icbc], .everywhere))
    #expect(await change(code) == BanksChange(added: [.icbc], gone: []))
    let query = try await service.desk.apply(token, .with(.named(BankCode.published), code: code))
    #expect(query.banks.map(\.bank) == BankCode.published)
  }

  @Test("are told where one is gone", arguments: [true, false])
  func gone(suspended: Bool) async throws {
    let code = try await codeForAll()
    try service.commit(suspended ? .suspend([.boc], reason: "维护") : .disconnect([.boc]))
    #expect(await change(code) == BanksChange(added: [], gone: [.boc]))
  }

  @Test("are told where one is called otherwise, chosen by name or not")
  func renamed() async throws {
    let code = try await codeForAll()
    try service.commit(.renameBank(.boc, Bilingual(zh: "另一银行", en: "Another Bank")))
    #expect(await change(code) == BanksChange(added: [], gone: [], renamed: [.boc]))
    #expect(await change(code, .named(BankCode.published)) == BanksChange(added: [], gone: [], renamed: [.boc]))
  }

  @Test("count no attempt when they changed, and a wrong code stays wrong")
  func uncounted() async throws {
    let code = try await codeForAll()
    try service.commit(.connect([.icbc], .everywhere))
    for _ in 0..<6 { #expect(await change(code) != nil) }
    let attempt = await cardholderFault { try await service.desk.apply(token, .with(.all, code: wrong(code))) }
    #expect(attempt?.code == "code_wrong" && attempt?.facts.contains(.init("attemptsLeft", 4)) == true)
    let next = try await codeForAll()
    #expect(try await service.desk.apply(token, .with(.all, code: next)).banks.count == 6)
  }

  @Test("are those chosen by name, whoever joins")
  func named() async throws {
    let chosen = Application.Banks.named(BankCode.published)
    let code = try await service.code(to: phone) { try await service.desk.apply(token, .with(chosen)) }
    try service.commit(.connect([.icbc], .everywhere))
    #expect(try await service.desk.apply(token, .with(chosen, code: code)).banks.map(\.bank) == BankCode.published)
  }

  @Test("are compared with those on the screen before anything is sent")
  func shown() async throws {
    let shown = try await service.desk.banks(token, channel: .app).selectable
    try service.commit(.connect([.icbc], .everywhere), .renameBank(.boc, Bilingual(zh: "另一银行", en: "Another Bank")))
    let sent = service.gateway.tries
    let all = Application(banks: .all, agreed: true, code: nil, face: .given, channel: .app, shown: shown)
    #expect(await reasons { try await service.desk.apply(token, all) } == ["banks_changed"])
    let named = Application(
      banks: .named(shown.banks), agreed: true, code: nil, face: .given, channel: .app, shown: shown)
    #expect(await reasons { try await service.desk.apply(token, named) } == ["banks_changed"])
    #expect(service.gateway.tries == sent && service.checks.faces == 0)
  }

  @Test("of a code sent before it was kept what for make it wrong, as before")
  func older() async throws {
    let code = try await codeForAll()
    try SQLiteDatabase(path: service.store.path, creating: false).write { session in
      try session.execute("update codes set subject = ''")
      // Such codes are sealed by the migration.
      try FirstSeals(session: session, seal: service.store.rowSeal).write()
    }
    try service.commit(.connect([.icbc], .everywhere))
    #expect(await reasons { try await service.desk.apply(token, .with(.all, code: code)) } == ["code_wrong"])
  }
}
