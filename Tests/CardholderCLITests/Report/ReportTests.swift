import Domain
import TestFixtures
import Testing
import Text

@testable import CardholderCLI
@testable import Program
@testable import QueryEngine

/// The published example (docs/facts.md, "The report"): a Guangdong resident, 9 cards at 5 banks.
struct ReportTests {
  private static let counts = [("abc", 4, 0), ("boc", 1, 0), ("ccb", 1, 1), ("cmb", 0, 1), ("cgb", 0, 1)]

  private static func report(failed: [(String, EnquiryState)] = []) throws -> OpenedReport {
    let made = try #require(Moment(text: "2022-06-09T10:02:41"))
    let lines = counts.map {
      OpenedReport.Line(bank: BankCode($0.0), outcome: .answered, debit: $0.1, credit: $0.2)
    }
    let without = failed.map { OpenedReport.Line(bank: BankCode($0.0), outcome: $0.1, debit: nil, credit: nil) }
    let cards = try ["6228", "6228", "6228", "6230"].enumerated().map { index, first4 in
      try #require(MaskedCard(bank: BankCode("abc"), kind: .debit, first4: first4, last4: "000\(index)"))
    }
    return OpenedReport(
      query: "Q1", complete: failed.isEmpty, generatedAt: made, expiresAt: made.day.adding(8).start,
      summary: lines + without, cards: cards)
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

  @Test func `it reads like the published one`() async throws {
    let report = try Self.report()
    let text = try await visit(.zh) { $0.text(report) }
    #expect(
      text.hasPrefix(
        """
        查卡报告
        查询 Q1，生成时间 2022-06-09 10:02，保管到 2022-06-16 24:00

        银行      储蓄卡  信用卡
        ────────  ──────  ──────
        农业银行       4       -
        中国银行       1       -
        建设银行       1       1
        招商银行       -       1
        广发银行       -       1
        ────────  ──────  ──────
        合计           6       3

        银行      种类    卡号
        ────────  ──────  ──────────────
        农业银行  储蓄卡  6228 **** 0000
        农业银行  储蓄卡  6228 **** 0001
        农业银行  储蓄卡  6228 **** 0002
        农业银行  储蓄卡  6230 **** 0003

        储蓄卡也叫借记卡，信用卡也叫贷记卡。“-”表示没有查到卡，“?”表示没有结果。

        本报告仅供参考，以发卡银行自己的记录为准
        """), "\(text)")
    #expect(text.contains("谨防诈骗") && !text.contains("这次没有结果"))
  }

  @Test func `a bank that did not answer has words and never a zero`() async throws {
    let report = try Self.report(failed: [("psbc", .timedOut), ("hxb", .withdrawn)])
    let text = try await visit(.en) { $0.text(report) }
    let lines = text.split(separator: "\n")
    #expect(
      lines.contains { $0.hasPrefix("Postal Savings") && $0.contains(" ?       ?  no answer in time") }, "\(text)")
    let prose = text.replacing("\n", with: " ")
    #expect(prose.contains("No result came from: Postal Savings Bank of China (no answer in time), "))
    #expect(prose.contains("Hua Xia Bank (not asked, the bank has left)."))
    #expect(lines.contains { $0.hasPrefix("total") && $0.hasSuffix("6       3") })
  }

  @Test func `its JSON has the contract's shape`() async throws {
    let report = try Self.report(failed: [("psbc", .timedOut)])
    let json = try await visit(.zh) { $0.json(report) }
    #expect(json["complete"] == false && json["query"] == "Q1")
    #expect(json["generatedAt"] == "2022-06-09T10:02:41+08:00" && json["expiresAt"] == "2022-06-17T00:00:00+08:00")
    #expect(json["totals"] == ["cards": 9, "debit": 6, "credit": 3])
    let (summary, cards) = try (items(of: json["summary"]), items(of: json["cards"]))
    #expect(summary[0] == ["bank": "abc", "name": "农业银行", "outcome": "answered", "debit": 4, "credit": 0])
    #expect(summary[5] == ["bank": "psbc", "name": "邮储银行", "outcome": "timed_out", "debit": .null, "credit": .null])
    #expect(cards[3] == ["bank": "abc", "kind": "debit", "first4": "6230", "last4": "0003"])
  }

  @Test func `its CSV keeps the banks that failed`() async throws {
    let report = try Self.report(failed: [("psbc", .failed)])
    let csv = try await visit(.en) { $0.csvTable(report).csv }
    #expect(csv.hasPrefix("row,bank,name,outcome,debit,credit,kind,first4,last4\r\nbank,abc,"))
    #expect(csv.contains("\r\nbank,psbc,Postal Savings Bank of China,failed,,,,,\r\n"))
    #expect(csv.contains("\r\ncard,abc,Agricultural Bank of China,,,,debit,6228,0000\r\n"))
  }
}
