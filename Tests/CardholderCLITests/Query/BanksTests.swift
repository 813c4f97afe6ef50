import Domain
import Store
import TestFixtures
import Testing
import Text

@testable import CardholderCLI
@testable import Program
@testable import QueryEngine

struct BanksTests {
  private static func offer() throws -> BankOffer {
    let from = try #require(Moment(text: "2022-06-10T01:00"))
    let maintenance = Maintenance(
      number: 1, bank: BankCode("boc"), from: from, until: from.adding(.hours(2)), author: "op",
      madeAt: from)
    return BankOffer(
      region: RegionCode("CN-GD"), offered: true, reasons: [],
      banks: [
        .init(bank: BankCode("icbc"), reason: nil, warning: nil, maintenance: nil),
        .init(bank: BankCode("abc"), reason: nil, warning: .slow, maintenance: nil),
        .init(bank: BankCode("boc"), reason: nil, warning: .silent, maintenance: maintenance),
      ])
  }

  /// The result of a closure on a visit in a language.
  private func visit<Value: Sendable>(
    _ language: Language, _ body: @escaping @Sendable (Visit) throws -> Value
  ) async throws -> Value {
    let sandbox = try Sandbox()
    var found: Value?
    try await Program.$language.withValue(language) {
      try await Visit.during(sandbox.context(language: language), PersonOptions.parse([])) { found = try body($0) }
    }
    return try #require(found)
  }

  @Test func `a bank in trouble or in maintenance says so in JSON`() async throws {
    let offer = try Self.offer()
    let json = try await visit(.en) { $0.json(offer) }
    let banks = try items(of: json["banks"])
    #expect(banks[0]["warning"] == .null && banks[0]["maintenance"] == .null)
    #expect(banks[1]["warning"]?["code"] == "bank_slow" && banks[1]["warning"]?["message"] != nil)
    #expect(
      banks[2]["maintenance"] == ["from": "2022-06-10T01:00:00+08:00", "until": "2022-06-10T03:00:00+08:00"])
  }

  @Test(arguments: Language.allCases)
  func `a person reads it beside the bank, in the list and in the guided choice`(language: Language) async throws {
    let offer = try Self.offer()
    let (table, list) = try await visit(language) { visit in
      (visit.text(offer), GuidedApplication(visit: visit, offer: offer).list)
    }
    for text in [table, list] {
      #expect(text.contains(BankTrouble.slow.message[language]) && text.contains("2022-06-10 03:00"), "\(text)")
    }
    let lines = list.split(separator: "\n")
    #expect(lines.count == 3 && !lines[0].contains(BankTrouble.slow.message[language]))
  }

  @Test func `where there is nothing to say there is no column for it`() async throws {
    let offer = try Self.offer()
    let calm = BankOffer(region: offer.region, offered: true, reasons: [], banks: [offer.banks[0]])
    let (text, csv) = try await visit(.en) { ($0.text(calm), $0.table(calm).csv) }
    #expect(!text.contains("note") && csv.hasPrefix("bank,name,selectable,reason,note\r\n"))
  }
}
