import Program
import Text

/// The part of an answer that passed `| match TEXT`.
struct MatchedResult: CommandResult {
  let result: any CommandResult
  private let text: String

  init(result: any CommandResult, text: String) {
    self.result = result
    self.text = text.lowercased()
  }

  var isPage: Bool { result.isPage }

  var json: JSONValue {
    switch result.json {
    case .array(let elements): .array(elements.filter(fits))
    case .object(let members) where members.contains { $0.value.isArray }:
      .object(
        members.map { member in
          guard case .array(let elements) = member.value else { return member }
          return .init(member.key, .array(elements.filter(fits)))
        })
    case let whole: fits(whole) ? whole : .null
    }
  }

  var table: Table {
    let whole = result.table
    var table = Table(whole.columns)
    for row in whole.rows where row.contains(where: { fits($0.text) || fits($0.csv) }) { table.add(row) }
    return table
  }

  func text(_ language: Language, _ paint: Paint) -> String {
    guard isPage else {
      let kept = table
      return kept.rows.isEmpty ? "" : kept.withoutEmptyColumns.text(language, paint)
    }
    let plain = lines(result.text(language, Paint(isOn: false)))
    return zip(plain, lines(result.text(language, paint))).filter { fits(String($0.0)) }.map { $0.1 + "\n" }.joined()
  }

  private func lines(_ text: String) -> [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

  private func fits(_ candidate: String) -> Bool { candidate.lowercased().contains(text) }

  /// Whether a value inside contains the text; keys do not count.
  private func fits(_ value: JSONValue) -> Bool {
    switch value {
    case .array(let elements): elements.contains(where: fits)
    case .object(let members): members.contains { fits($0.value) }
    case .null: false
    default: fits(value.plain)
    }
  }
}

/// The result of `| count`.
struct CountResult: CommandResult {
  let count: Int

  var json: JSONValue { ["count": JSONValue(count)] }

  var table: Table {
    Table([count], [Field("count", zh: "行数", en: "count", .right) { .init("\($0)") }])
  }

  func text(_ language: Language, _ paint: Paint) -> String { "\(count)\n" }
}

/// The result of a command without an answer, for counting and saving.
struct SilentResult: CommandResult {
  var json: JSONValue { [] }
  var table: Table { Table([]) }
  func text(_ language: Language, _ paint: Paint) -> String { "" }
}

extension JSONValue {
  fileprivate var isArray: Bool { if case .array = self { true } else { false } }
}
