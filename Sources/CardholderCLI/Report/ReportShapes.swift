import Domain
import Program
import QueryEngine
import Text

/// A report for programs (docs/contract.md, "JSON shapes of people").
extension Visit {
  func json(_ report: OpenedReport) -> JSONValue {
    let totals = ReportTotals(report)
    return [
      "query": .string(report.query), "complete": .bool(report.complete),
      "generatedAt": JSONValue(report.generatedAt), "expiresAt": JSONValue(report.expiresAt),
      "totals": [
        "cards": JSONValue(totals.cards), "debit": JSONValue(totals.debit), "credit": JSONValue(totals.credit),
      ],
      "summary": .array(report.summary.map(json)), "cards": .array(report.cards.map(json)),
    ]
  }

  private func json(_ line: OpenedReport.Line) -> JSONValue {
    [
      "bank": .string(line.bank.text), "name": .string(name(of: line.bank)),
      "outcome": .string(line.outcome.rawValue), "debit": JSONValue(line.debit), "credit": JSONValue(line.credit),
    ]
  }

  private func json(_ card: MaskedCard) -> JSONValue {
    [
      "bank": .string(card.bank.text), "kind": .string(card.kind.rawValue), "first4": .string(card.first4),
      "last4": .string(card.last4),
    ]
  }

  /// The report as one list for CSV: a row for each bank, failed ones included, then a row for each card.
  func csvTable(_ report: OpenedReport) -> Table {
    let keys = ["row", "bank", "name", "outcome", "debit", "credit", "kind", "first4", "last4"]
    var table = Table(keys.map { Table.Column($0, zh: $0, en: $0) })
    for line in report.summary {
      table.add([
        "bank", .init(line.bank.text), .init(name(of: line.bank)), .init(line.outcome.rawValue),
        .init(line.debit.map(String.init) ?? ""), .init(line.credit.map(String.init) ?? ""), "", "", "",
      ])
    }
    for card in report.cards {
      table.add([
        "card", .init(card.bank.text), .init(name(of: card.bank)), "", "", "", .init(card.kind.rawValue),
        .init(card.first4), .init(card.last4),
      ])
    }
    return table
  }
}

/// The numbers of cards found by the banks that answered.
struct ReportTotals: Equatable {
  let debit: Int
  let credit: Int
  var cards: Int { debit + credit }

  init(_ report: OpenedReport) {
    debit = report.summary.reduce(0) { $0 + ($1.debit ?? 0) }
    credit = report.summary.reduce(0) { $0 + ($1.credit ?? 0) }
  }
}
