import Program
import Text

/// The answer of a command on its way through the stages behind it.
struct PipedResult {
  let result: any CommandResult
  let format: OutputFormat
  let language: Language

  /// The last `json` or `csv` sets the form, wherever it stands; the other stages work on the answer in that form.
  init(_ result: any CommandResult, through stages: [Stage], format: OutputFormat, language: Language) {
    let chosen = stages.reduce(format) { chosen, stage in
      switch stage {
      case .json: .json
      case .csv: .csv
      case .match, .count, .save: chosen
      }
    }
    self.result = stages.reduce(result) { $1.passing($0, format: chosen, language: language) }
    self.format = chosen
    self.language = language
  }

  func text(_ paint: Paint, isIndented: Bool) -> String {
    switch format {
    case .json: (isIndented ? result.json.pretty : result.json.compact) + "\n"
    case .csv: result.table.csv
    case .table: result.text(language, paint)
    }
  }
}

extension Stage {
  fileprivate func passing(_ result: any CommandResult, format: OutputFormat, language: Language) -> any CommandResult {
    switch self {
    case .match(let text): MatchedResult(result: result, text: text)
    case .count: CountResult(count: result.count(format, language))
    case .json, .csv, .save: result
    }
  }
}

extension CommandResult {
  /// The number of rows; for a page the number of the lines that people read.
  fileprivate func count(_ format: OutputFormat, _ language: Language) -> Int {
    guard isPage, format == .table else { return table.rows.count }
    return text(language, Paint(isOn: false)).split(separator: "\n").count
  }
}
