import Conformance
import Domain
import Program
import Text

/// The result of `certify`: the groups, then every check that did not pass with its sentence, then the verdict.
struct CertifyView {
  private let report: CertificationReport
  private let context: ProgramContext

  init(_ report: CertificationReport, _ context: ProgramContext) {
    self.report = report
    self.context = context
  }

  /// The report with its verdict in front, without the enquiry for the next run.
  var json: JSONValue {
    guard case .object(let members) = report.json else { return report.json }
    return .object(
      [
        .init("verdict", .string(report.verdict.name)),
        .init("limitsHit", JSONValue(report.limitsHit.map(\.rawValue))),
      ] + members.filter { $0.key != "recall" })
  }

  var table: Table {
    var table = Table([
      .init("group", zh: "组", en: "group"), .init("checks", zh: "检查", en: "checks", .right),
      .init("passed", zh: "通过", en: "passed", .right), .init("conditional", zh: "有条件", en: "conditional", .right),
      .init("failed", zh: "未通过", en: "failed", .right),
      .init("notMade", zh: "未做", en: "not made", .right),
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
    let lines = [table.text(context.language, context.paint)] + failures + remarks + [verdict]
    return lines.joined(separator: "\n") + "\n"
  }

  private func row(_ name: String, _ checks: [CheckResult]) -> [Table.Cell] {
    let counts = ["passed", "conditional", "failed", "not_made"].map { outcome in
      checks.count { $0.outcome.name == outcome }
    }
    return [
      .init(name), .init("\(checks.count)"), .init("\(counts[0])"),
      counts[1] > 0 ? .init("\(counts[1])", .yellow) : "-",
      counts[2] > 0 ? .init("\(counts[2])", .red) : "-", counts[3] > 0 ? .init("\(counts[3])") : "-",
    ]
  }

  private func sentence(_ check: CheckResult) -> String {
    let style: Paint.Style =
      switch check.outcome {
      case .failed: .red
      case .notMade: .dim
      case .passed, .conditional: .yellow
      }
    let why = check.outcome.why?.followed(by: BankRemedies().remedy(for: check))[context.language] ?? ""
    let head = context.paint("\(check.identifier) (\(check.outcome.title[context.language]))", style)
    return "\(head): \(check.title[context.language])\n  \(why.withoutControls)\n" + reference(for: check)
  }

  /// Where the protocol says what a check that did not pass is about.
  private func reference(for check: CheckResult) -> String {
    switch check.outcome {
    case .passed, .notMade: return ""
    case .failed, .conditional:
      let heading = Suite.heading(of: check.identifier, in: check.group)
      let words = Bilingual(
        zh: "见 Protocol/openapi.yaml 的“\(heading)”", en: "see \"\(heading)\" in Protocol/openapi.yaml")
      return "  \(words[context.language])\n"
    }
  }

  /// The side that was checked, the time limits, and other notes for the reader.
  private var remarks: [String] {
    let language = context.language
    let environment = report.environment.map { Bilingual(zh: "检查对象：\($0.name.zh)", en: "checked: \($0.name.en)") }
    let limits = report.limits.map { Bilingual(zh: "时限：\($0.text.zh)", en: "limits: \($0.text.en)") }
    return [environment, limits].compactMap { $0?[language] } + report.notes.map { $0[language] }
  }

  private var hit: Bilingual {
    guard !report.limitsHit.isEmpty, let limits = report.limits else { return Bilingual(zh: "", en: "") }
    let all = report.limitsHit.map { ($0.name, limits.seconds($0)) }
    return Bilingual(
      zh: "（超过时限：" + all.map { "\($0.0.zh) \($0.1) 秒" }.joined(separator: "，") + "）",
      en: " (limits hit: " + all.map { "\($0.0.en) \($0.1) s" }.joined(separator: ", ") + ")")
  }

  private var verdict: String {
    let style: Paint.Style =
      switch report.verdict {
      case .pass: .green
      case .conditional: .yellow
      case .fail: .red
      }
    return context.paint("\(report.endpoint): \(report.verdict.title[context.language])", style)
      + hit[context.language]
  }
}
