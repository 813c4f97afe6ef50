import Conformance
import Domain
import Program
import RolloutControl
import Sealing
import Text

/// `show certification` and `certify bank`: the result of the latest run, and every check that failed.
struct CertificationResult: CommandResult {
  let profile: BankProfile
  let catalogue: Catalogue
  /// The network's key, which signs the published form; nil if it cannot be read now.
  let signingKey: SigningKey?

  private var checks: [CheckResult] { profile.certification?.report.checks ?? [] }
  private var failed: [CheckResult] { checks.filter { $0.outcome != .passed && $0.outcome.name != "not_made" } }
  private var notMade: [CheckResult] { checks.filter { $0.outcome.name == "not_made" } }

  var json: JSONValue {
    let heading: [JSONValue.Member] = [
      .init("bank", .string(profile.bank.text)),
      .init("name", .string(catalogue.bank(profile.bank)?.name.chosen ?? "")),
    ]
    let run = profile.certification?.members ?? [.init("number", .null), .init("verdict", .null)]
    return .object(
      heading + run + profile.standingMembers + [
        .init("passed", JSONValue(checks.count - failed.count - notMade.count)),
        .init("failed", JSONValue(failed.count)), .init("notMade", JSONValue(notMade.count)),
        .init("published", published ?? .null),
        .init("checks", .array(checks.map(Self.check))),
      ])
  }

  /// The form for publication; whoever has it and the network's key can verify that nothing was changed.
  private var published: JSONValue? {
    profile.certification.map { PublishedResult($0.report, signedBy: signingKey).json.removing("result") }
  }

  private static func check(_ result: CheckResult) -> JSONValue {
    [
      "check": .string(result.identifier), "group": .string(result.group.rawValue),
      "title": .string(result.title.chosen), "outcome": .string(result.outcome.name),
      "why": JSONValue(result.why?.chosen), "milliseconds": JSONValue(result.milliseconds),
    ]
  }

  var table: Table {
    Table(
      checks,
      [
        Field("check", zh: "检查", en: "check") { .init($0.identifier) },
        Field("group", zh: "分组", en: "group") { .init($0.group.name.chosen, csv: $0.group.rawValue) },
        Field("title", zh: "要求", en: "requirement") { .init($0.title.chosen) },
        Field("outcome", zh: "结果", en: "result") {
          .init($0.outcome.title.chosen, $0.style, csv: $0.outcome.name)
        },
        Field("why", zh: "原因", en: "reason") { .init($0.why?.chosen ?? "") },
        Field("milliseconds", zh: "毫秒", en: "ms", .right) { .init("\($0.milliseconds)") },
      ])
  }

  func text(_ language: Language, _ paint: Paint) -> String {
    let wording = Wording(catalogue: catalogue, language: language)
    let title = paint("\(wording.name(profile.bank)) \(profile.bank)", .bold) + "\n"
    guard let certification = profile.certification else {
      return title + "  " + CertificationGap.never.message[language] + "\n"
    }
    let page = LabelledLines(language: language, paint: paint)
    let warning = profile.warningText.map { "  " + paint($0[language], .yellow) + "\n" } ?? ""
    return title + page.text(lines(certification)) + warning
      + (failed.isEmpty ? "" : "\n" + sentences(failed, language, paint))
      + (notMade.isEmpty ? "" : "\n" + sentences(notMade, language, paint))
  }

  private func lines(_ certification: Certification) -> [LabelledLines.Line] {
    let verdict = certification.verdict
    return [
      .init(
        zh: "结论", en: "verdict", verdict.title, verdict == .fail ? .red : verdict == .pass ? .green : .yellow),
      .init(zh: "当前", en: "now", profile.standingText, profile.isCertified ? .green : .red),
      .init(
        zh: "检查", en: "checks",
        Bilingual(
          zh: failed.isEmpty
            ? "\(checks.count) 项，全部通过" + (notMade.isEmpty ? "" : "（未执行 \(notMade.count) 项）")
            : "\(checks.count) 项，未通过 \(failed.count) 项" + (notMade.isEmpty ? "" : "，未执行 \(notMade.count) 项"),
          en: failed.isEmpty
            ? "\(checks.count) checks, all passed" + (notMade.isEmpty ? "" : " (\(notMade.count) not run)")
            : "\(checks.count) checks, \(failed.count) not passed"
              + (notMade.isEmpty ? "" : ", \(notMade.count) not run"))),
      .init(zh: "接口地址", en: "endpoint", certification.report.endpoint),
      .init(zh: "密钥", en: "keys", certification.report.keys.joined(separator: " ")),
      .init(zh: "时间", en: "time", "\(certification.certifiedAt.short) \(certification.author)"),
      .init(zh: "测试套件", en: "suite", certification.report.suite),
    ] + remarks(certification.report)
  }

  private func remarks(_ report: CertificationReport) -> [LabelledLines.Line] {
    var lines: [LabelledLines.Line] = []
    if let environment = report.environment { lines.append(.init(zh: "检查对象", en: "target", environment.name)) }
    if let limits = report.limits { lines.append(.init(zh: "时限", en: "limits", limits.text)) }
    if !report.limitsHit.isEmpty {
      let hit = report.limitsHit.map(\.name)
      lines.append(
        .init(
          zh: "超时项", en: "limits exceeded",
          Bilingual(
            zh: hit.map(\.zh).joined(separator: "，"), en: hit.map(\.en).joined(separator: ", ")), .yellow))
    }
    return lines + report.notes.map { .init(zh: "说明", en: "note", $0) }
  }

  private func sentences(_ results: [CheckResult], _ language: Language, _ paint: Paint) -> String {
    results.map { result in
      let why = result.why?[language] ?? ""
      let label = paint(result.identifier, result.style, .bold)
      return "  \(label)  \(result.title[language])" + (language == .zh ? "：" : ": ") + why.withoutControls + "\n"
    }.joined()
  }
}

extension CheckResult {
  var style: Paint.Style {
    switch outcome {
    case .passed: .green
    case .failed: .red
    case .conditional: isFatal ? .red : .yellow
    case .notMade: .yellow
    }
  }
}

extension BankProfile {
  var isCertified: Bool {
    if case .valid = standing { true } else { false }
  }
}
