import Domain
import Program

/// What `certify` prints: the groups, then every check that did not pass with its sentence, then the verdict.
struct CertifyView {
  private let report: CertificationReport
  private let context: ProgramContext

  init(_ report: CertificationReport, _ context: ProgramContext) {
    self.report = report
    self.context = context
  }

  /// The report with its verdict in front.
  var json: JSONValue {
    guard case .object(let members) = report.json else { return report.json }
    return .object([.init("verdict", .string(report.verdict.name))] + members)
  }

  var table: Table {
    var table = Table([
      .init("group", zh: "组", en: "group"), .init("checks", zh: "检查", en: "checks", .right),
      .init("passed", zh: "通过", en: "passed", .right), .init("conditional", zh: "有条件", en: "conditional", .right),
      .init("failed", zh: "未通过", en: "failed", .right),
    ])
    for group in CheckGroup.allCases {
      let checks = report.checks.filter { $0.group == group }
      if !checks.isEmpty { table.add(row(group.name[context.language], checks)) }
    }
    table.addFooter(row(Bilingual(zh: "合计", en: "total")[context.language], report.checks))
    return table
  }

  var text: String {
    let failures = report.checks.filter { $0.outcome != .passed }.map(sentence)
    let lines = [table.text(context.language, context.paint)] + failures + [verdict]
    return lines.joined(separator: "\n") + "\n"
  }

  private func row(_ name: String, _ checks: [CheckResult]) -> [Table.Cell] {
    let counts = ["passed", "conditional", "failed"].map { outcome in checks.count { $0.outcome.name == outcome } }
    return [
      .init(name), .init("\(checks.count)"), .init("\(counts[0])"),
      counts[1] > 0 ? .init("\(counts[1])", .yellow) : "-",
      counts[2] > 0 ? .init("\(counts[2])", .red) : "-",
    ]
  }

  private func sentence(_ check: CheckResult) -> String {
    let style: Paint.Style = check.outcome.name == "failed" ? .red : .yellow
    let why = check.outcome.why?[context.language] ?? ""
    let head = context.paint("\(check.identifier) (\(check.outcome.title[context.language]))", style)
    return "\(head): \(check.title[context.language])\n  \(why.withoutControls)\n"
  }

  private var verdict: String {
    let style: Paint.Style =
      switch report.verdict {
      case .pass: .green
      case .conditional: .yellow
      case .fail: .red
      }
    return context.paint("\(report.endpoint): \(report.verdict.title[context.language])", style)
  }
}
