import Domain
import Program
import QueryEngine
import Text

/// The JSON of queries (docs/contract.md, "JSON shapes of people").
extension Visit {
  /// The JSON `{"query","state","revision","acceptedAt","dueAt","banks":["abc"],"queue":{"place","estimatedAt"}|null}`.
  func applied(_ query: QueryView) -> JSONValue {
    .object(
      [
        .init("query", .string(query.query)), .init("state", .string(query.state.rawValue)),
        .init("revision", JSONValue(query.revision)), .init("acceptedAt", JSONValue(query.acceptedAt)),
        .init("dueAt", JSONValue(query.dueAt)), .init("banks", JSONValue(query.banks.map(\.bank.text))),
      ] + later(query))
  }

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

  /// The JSON `{"query","state","acceptedAt","dueAt","banks":[{"bank","state"}],"queue":{"place","estimatedAt"}|null}`.
  func json(_ query: QueryView) -> JSONValue {
    let banks = query.banks.map { bank in
      JSONValue.object([
        .init("bank", .string(bank.bank.text)), .init("name", .string(name(of: bank.bank))),
        .init("state", .string(bank.state.rawValue)), .init("code", JSONValue(bank.code)),
      ])
    }
    return .object(
      [
        .init("query", .string(query.query)), .init("state", .string(query.state.rawValue)),
        .init("revision", JSONValue(query.revision)), .init("acceptedAt", JSONValue(query.acceptedAt)),
        .init("dueAt", JSONValue(query.dueAt)), .init("banks", .array(banks)),
      ] + later(query))
  }

  /// The members that a query gets after its acceptance.
  private func later(_ query: QueryView) -> [JSONValue.Member] {
    [
      .init("generatedAt", JSONValue(query.generatedAt)), .init("expiresAt", JSONValue(query.expiresAt)),
      .init("reason", JSONValue(query.reason)), .init("queue", json(query.queue)),
    ]
  }

  /// The JSON `{"place":12,"estimatedAt":"..."}`, or null if no enquiry waits.
  private func json(_ queue: QueuePlace?) -> JSONValue {
    guard let queue else { return .null }
    return ["place": JSONValue(queue.place), "estimatedAt": JSONValue(queue.estimatedAt)]
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
