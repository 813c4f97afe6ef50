import Program
import Text

/// The answer of a command on its way through the stages behind it.
struct PipedAnswer {
  let answer: any Answer
  let format: OutputFormat
  let language: Language

  /// The last `json` or `csv` chooses the form, wherever it stands; the others see the answer in that form.
  init(_ answer: any Answer, through stages: [Stage], format: OutputFormat, language: Language) {
    let chosen = stages.reduce(format) { chosen, stage in
      switch stage {
      case .json: .json
      case .csv: .csv
      case .match, .count, .save: chosen
      }
    }
    self.answer = stages.reduce(answer) { $1.passing($0, format: chosen, language: language) }
    self.format = chosen
    self.language = language
  }

  func text(_ paint: Paint, isIndented: Bool) -> String {
    switch format {
    case .json: (isIndented ? answer.json.pretty : answer.json.compact) + "\n"
    case .csv: answer.table.csv
    case .table: answer.text(language, paint)
    }
  }
}

extension Stage {
  fileprivate func passing(_ answer: any Answer, format: OutputFormat, language: Language) -> any Answer {
    switch self {
    case .match(let text): MatchedAnswer(answer: answer, text: text)
    case .count: CountAnswer(count: answer.count(format, language))
    case .json, .csv, .save: answer
    }
  }
}

extension Answer {
  /// Rows; of a page the lines that people read.
  fileprivate func count(_ format: OutputFormat, _ language: Language) -> Int {
    guard isPage, format == .table else { return table.rows.count }
    return text(language, Paint(isOn: false)).split(separator: "\n").count
  }
}
