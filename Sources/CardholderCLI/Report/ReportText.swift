import Domain
import Program
import QueryEngine
import Text

/// A report for a person (docs/facts.md, "The report").
extension Visit {
  func text(_ report: OpenedReport) -> String {
    let parts = [
      heading(report), summary(report).text(language, context.paint), unanswered(report), details(report),
      fold(Self.kinds), fold(Self.reference), cautions,
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func heading(_ report: OpenedReport) -> String {
    let title = Bilingual(zh: "查卡报告", en: "Card check report")[language]
    let times = Bilingual(
      zh: "查询 \(report.query)，生成时间 \(report.generatedAt.short)，保管到 \(report.expiresAt.lastMinute)",
      en: "query \(report.query), made \(report.generatedAt.short), held until \(report.expiresAt.lastMinute)")
    return context.paint(title, .bold) + "\n" + times[language] + "\n"
  }

  /// The numbers of cards by bank. Zero is "-"; a bank that did not answer has words, never a number.
  private func summary(_ report: OpenedReport) -> Table {
    var columns: [Table.Column] = [
      .init("bank", zh: "银行", en: "bank"), .init("debit", zh: "储蓄卡", en: "debit", .right),
      .init("credit", zh: "信用卡", en: "credit", .right),
    ]
    if !report.complete { columns.append(.init("outcome", zh: "结果", en: "outcome")) }
    var table = Table(columns)
    for line in report.summary {
      let outcome = Table.Cell(line.outcome.nameInReport[language], line.outcome.style)
      let cells = [.init(name(of: line.bank)), count(line.debit), count(line.credit), outcome]
      table.add(Array(cells.prefix(columns.count)))
    }
    let totals = report.totals
    let words = Table.Cell(Bilingual(zh: "合计", en: "total")[language], .bold)
    table.addFooter(Array([words, count(totals.debit), count(totals.credit), ""].prefix(columns.count)))
    return table
  }

  private func count(_ count: Int?) -> Table.Cell {
    guard let count else { return Table.Cell("?", .yellow) }
    return count == 0 ? Table.Cell("-", .dim) : Table.Cell("\(count)")
  }

  private func unanswered(_ report: OpenedReport) -> String {
    let lines = report.summary.filter { $0.outcome != .answered }
    guard !lines.isEmpty else { return "" }
    let separator = language == .zh ? "、" : ", "
    let names = lines.map { "\(name(of: $0.bank))（\($0.outcome.nameInReport.zh)）" }.joined(separator: separator)
    let english = lines.map { "\(name(of: $0.bank)) (\($0.outcome.nameInReport.en))" }.joined(separator: separator)
    return fold(
      Bilingual(
        zh: "以下银行这次没有结果：\(names)。这不表示您在那里没有卡；合计只含已答复的银行。",
        en: """
          No result came from: \(english). That does not mean that you hold no card there; the totals count only the \
          banks that answered.
          """))
  }

  private func details(_ report: OpenedReport) -> String {
    guard !report.cards.isEmpty else { return "" }
    var table = Table([
      .init("bank", zh: "银行", en: "bank"), .init("kind", zh: "种类", en: "kind"),
      .init("number", zh: "卡号", en: "number"),
    ])
    for card in report.cards {
      table.add([
        .init(name(of: card.bank)), .init(card.kind.name[language]), .init("\(card.first4) **** \(card.last4)"),
      ])
    }
    return table.text(language, context.paint)
  }

  /// The two names of each kind of card, once.
  private static let kinds = Bilingual(
    zh: "储蓄卡也叫借记卡，信用卡也叫贷记卡。“-”表示没有查到卡，“?”表示没有结果。",
    en: "\"-\" means that no card was found, \"?\" that there is no result.")
  private static let reference = Bilingual(
    zh: "本报告仅供参考，以发卡银行自己的记录为准：有的卡查不到，银行可能没有查到卡，也可能这次查询没有成功。",
    en: """
      This report is for reference only, and the issuing bank's own record decides: some cards cannot be found, a bank \
      may have found none, and a bank may have failed to answer.
      """)

  /// The first two sections of the notices, where their editors put the most important ones.
  private var cautions: String {
    let sections = Array(desk.guidance.notices.prefix(2))
    return NoticeText(sections: sections, language: language, paint: context.paint).text(columns: Screen.columns)
  }

  private func fold(_ text: Bilingual) -> String {
    wrapped(text[language], to: min(Screen.columns, 100)).joined(separator: "\n") + "\n"
  }
}

extension EnquiryState {
  /// The state's name in a report, where an enquiry is only withdrawn because its bank has left.
  fileprivate var nameInReport: Bilingual {
    self == .withdrawn ? Bilingual(zh: "未查询，该银行已退出", en: "not asked, the bank has left") : name
  }
}
