import Domain
import Program
import QueryEngine
import Text

/// Queries for programs, and as tables.
extension Visit {
  func applied(_ query: QueryView) -> JSONValue { query.applied }

  func json(_ query: QueryView) -> JSONValue { query.json(bankNames) }

  func appliedTable(_ query: QueryView) -> Table {
    var table = Table([
      .init("query", zh: "查询", en: "query"), .init("state", zh: "状态", en: "state"),
      .init("revision", zh: "版本", en: "revision"), .init("acceptedAt", zh: "受理时间", en: "accepted"),
      .init("dueAt", zh: "最晚出报告", en: "report by"), .init("banks", zh: "银行", en: "banks"),
    ])
    table.add([
      .init(query.query), .init(query.state.rawValue), .init("\(query.revision)"), .init("\(query.acceptedAt)"),
      .init("\(query.dueAt)"), .init(query.banks.map(\.bank.text).joined(separator: " ")),
    ])
    return table
  }

  func table(_ query: QueryView) -> Table {
    var table = Table([
      .init("bank", zh: "代码", en: "code"), .init("name", zh: "银行", en: "bank"),
      .init("state", zh: "状态", en: "state"), .init("code", zh: "说明", en: "note"),
    ])
    for bank in query.banks {
      table.add([
        .init(bank.bank.text), .init(name(of: bank.bank)),
        .init(bank.state.name[language], bank.state.style, csv: bank.state.rawValue),
        .init(bank.code.map { EnquiryNote.text($0)[language] } ?? "", csv: bank.code ?? ""),
      ])
    }
    return table
  }
}

extension EnquiryState {
  var style: Paint.Style {
    switch self {
    case .queued, .sent, .acknowledged: .dim
    case .answered: .green
    case .declined, .failed, .timedOut, .withdrawn: .yellow
    }
  }
}
