import Domain
import Program
import QueryEngine
import Text

/// A report for programs (docs/contract.md, "JSON shapes of people").
extension Visit {
  func json(_ report: OpenedReport) -> JSONValue { report.json(bankNames) }

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
