import Domain
import Program
import RolloutControl

/// `show certification` and `certify bank`: what the latest run came to, and every check that failed.
struct CertificationAnswer: Answer {
  let profile: BankProfile
  let catalogue: Catalogue

  private var checks: [CheckResult] { profile.certification?.report.checks ?? [] }
  private var failed: [CheckResult] { checks.filter { $0.outcome != .passed } }

  var json: JSONValue {
    let heading: [JSONValue.Member] = [
      .init("bank", .string(profile.bank.text)),
      .init("name", .string(catalogue.bank(profile.bank)?.name.chosen ?? "")),
    ]
    let run = profile.certification?.members ?? [.init("number", .null), .init("verdict", .null)]
    return .object(
      heading + run + profile.standingMembers + [
        .init("passed", JSONValue(checks.count - failed.count)), .init("failed", JSONValue(failed.count)),
        .init("checks", .array(checks.map(Self.check))),
      ])
  }

  private static func check(_ result: CheckResult) -> JSONValue {
    [
      "check": .string(result.identifier), "group": .string(result.group.rawValue),
      "title": .string(result.title.chosen), "outcome": .string(result.outcome.name),
      "why": JSONValue(result.outcome.why?.chosen), "milliseconds": JSONValue(result.milliseconds),
    ]
  }

  var table: Table {
    var table = Table([
      .init("check", zh: "检查", en: "check"), .init("group", zh: "分组", en: "group"),
      .init("title", zh: "要求", en: "title"), .init("outcome", zh: "结果", en: "outcome"),
      .init("why", zh: "原因", en: "why"), .init("milliseconds", zh: "毫秒", en: "ms", .right),
    ])
    for result in checks {
      table.add([
        .init(result.identifier), .init(result.group.name.chosen, csv: result.group.rawValue),
        .init(result.title.chosen), .init(result.outcome.title.chosen, result.style, csv: result.outcome.name),
        .init(result.outcome.why?.chosen ?? ""), .init("\(result.milliseconds)"),
      ])
    }
    return table
  }

  func text(_ language: Language, _ paint: Paint) -> String {
    let wording = Wording(catalogue: catalogue, language: language)
    let title = paint("\(wording.name(profile.bank)) \(profile.bank)", .bold) + "\n"
    guard let certification = profile.certification else {
      return title + "  " + CertificationGap.never.message[language] + "\n"
    }
    let page = LabelledLines(language: language, paint: paint)
    let warning = profile.warningText.map { "  " + paint($0[language], .yellow) + "\n" } ?? ""
    return title + page.text(lines(certification)) + warning + (failed.isEmpty ? "" : "\n" + failures(language, paint))
  }

  private func lines(_ certification: Certification) -> [LabelledLines.Line] {
    let verdict = certification.verdict
    return [
      .init(
        zh: "结果", en: "verdict", verdict.title, verdict == .fail ? .red : verdict == .pass ? .green : .yellow),
      .init(zh: "现在", en: "now", profile.standingText, profile.isCertified ? .green : .red),
      .init(
        zh: "检查", en: "checks",
        Bilingual(
          zh: "\(checks.count) 项，未通过 \(failed.count) 项", en: "\(checks.count), of which \(failed.count) not passed")),
      .init(zh: "网址", en: "endpoint", certification.report.endpoint),
      .init(zh: "密钥", en: "keys", certification.report.keys.joined(separator: " ")),
      .init(zh: "时间", en: "at", "\(certification.certifiedAt.short) \(certification.author)"),
      .init(zh: "测试版本", en: "suite", certification.report.suite),
    ]
  }

  private func failures(_ language: Language, _ paint: Paint) -> String {
    failed.map { result in
      let why = result.outcome.why?[language] ?? ""
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
    }
  }
}

extension BankProfile {
  var isCertified: Bool {
    if case .valid = standing { true } else { false }
  }
}
