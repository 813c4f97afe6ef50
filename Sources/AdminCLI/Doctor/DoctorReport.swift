import Deployment
import Program
import Text

/// The result of `doctor`.
struct DoctorReport {
  let findings: [Finding]

  func json(_ language: Language) -> JSONValue { .array(findings.map { $0.json(language) }) }

  func table(_ language: Language) -> Table {
    var table = Table([
      .init("check", zh: "检查", en: "check"), .init("state", zh: "状态", en: "state"),
      .init("finding", zh: "结果", en: "finding"), .init("remedy", zh: "处理办法", en: "remedy"),
    ])
    for finding in findings {
      table.add([
        .init(finding.check), .init(finding.state.rawValue), .init(finding.text[language]),
        .init(finding.remedy?[language] ?? ""),
      ])
    }
    return table
  }

  /// A line for each finding, with what to do below it, and how many there are of each kind.
  func text(_ language: Language, _ paint: Paint) -> String {
    let lines = findings.map { finding in
      let mark = paint(mark(finding.state)[language], style(finding.state))
      let remedy = finding.remedy.map { "\n    " + Bilingual(zh: "处理：\($0.zh)", en: "do: \($0.en)")[language] } ?? ""
      return "\(mark) \(finding.check): \(finding.text[language])\(remedy)\n"
    }
    let count = { (state: Finding.State) in findings.count { $0.state == state } }
    let sum = Bilingual(
      zh: "正常 \(count(.ok)) 项，注意 \(count(.warning)) 项，故障 \(count(.broken)) 项",
      en: "\(count(.ok)) ok, \(count(.warning)) to be seen to, \(count(.broken)) broken")
    return lines.joined() + sum[language] + "\n"
  }

  private func mark(_ state: Finding.State) -> Bilingual {
    switch state {
    case .ok: Bilingual(zh: "正常", en: "ok     ")
    case .warning: Bilingual(zh: "注意", en: "warning")
    case .broken: Bilingual(zh: "故障", en: "broken ")
    }
  }

  private func style(_ state: Finding.State) -> Paint.Style {
    switch state {
    case .ok: .green
    case .warning: .yellow
    case .broken: .red
    }
  }
}
