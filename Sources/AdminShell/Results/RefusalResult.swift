import Domain
import Program
import RolloutControl
import Text

/// `explain refusal`: the reasons for which an application was refused, from its record.
struct RefusalResult: CommandResult {
  let explanation: RefusalExplanation
  let catalogue: Catalogue
  /// The number of columns of the terminal.
  let columns: Int

  var json: JSONValue {
    [
      "refusal": .string(explanation.refusal.id), "at": JSONValue(explanation.refusal.at),
      "revision": JSONValue(explanation.refusal.revision), "reasons": .array(explanation.reasons.map(\.json)),
      "told": told?.json ?? .null, "remedy": told?.json["remedy"] ?? .null,
    ]
  }

  private var told: ExplanationResult? {
    explanation.told.map { ExplanationResult(explanation: $0, catalogue: catalogue, columns: columns) }
  }

  var table: Table {
    Table(
      lines,
      [
        Field("code", zh: "代码", en: "code") { .init($0.code) },
        Field("path", zh: "规则", en: "rule") { .init($0.rule?.subject.path ?? "") },
        Field("value", zh: "值", en: "value") { .init($0.rule?.value.json.plain ?? "") },
        Field("revision", zh: "版本", en: "revision", .right) { .init($0.rule.map { "\($0.origin.number)" } ?? "") },
        Field("author", zh: "操作员", en: "operator") { .init($0.rule?.origin.author ?? "") },
        Field("since", zh: "自", en: "since") { line in
          let time = line.rule?.origin.effectiveAt
          return .init(time?.short ?? "", csv: time?.description ?? "")
        },
      ])
  }

  /// The lines: a reason with each rule that can have given it; alone if no rule is known.
  private var lines: [(code: String, rule: DecidingRule?)] {
    explanation.reasons.flatMap { reason -> [(code: String, rule: DecidingRule?)] in
      reason.rules.isEmpty ? [(reason.code, nil)] : reason.rules.map { (reason.code, $0) }
    }
  }

  func text(_ language: Language, _ paint: Paint) -> String {
    let refusal = explanation.refusal
    let head = Bilingual(
      zh: "\(refusal.id)：未受理（版本 \(refusal.revision)，\(refusal.at.short)）",
      en: "\(refusal.id): refused (revision \(refusal.revision), \(refusal.at.short))")[language]
    let reasons = explanation.reasons.map { reason in
      "  \(reason.message?[language] ?? reason.code) [\(reason.code)]\n" + rules(reason, language, paint)
    }
    return paint(head, .bold) + "\n" + reasons.joined()
      + (told.map { "\n" + $0.text(language, paint) } ?? hint(language, paint))
  }

  /// The rules that can have given a reason: the first few, if there are many.
  private func rules(_ reason: RefusalExplanation.Reason, _ language: Language, _ paint: Paint) -> String {
    let wording = Wording(catalogue: catalogue, language: language)
    let shown = reason.rules.prefix(5).map { "    " + paint($0.text(wording), .dim) + "\n" }.joined()
    let more = reason.rules.count - 5
    guard more > 0 else { return shown }
    return shown + "    " + paint(Bilingual(zh: "另有 \(more) 条", en: "and \(more) more")[language], .dim) + "\n"
  }

  private func hint(_ language: Language, _ paint: Paint) -> String {
    guard explanation.reasons.contains(where: { $0.rules.count > 1 }) else { return "" }
    let hint = Bilingual(
      zh: "申请的地区、渠道和银行没有保留。在编号之后写上本人所说的地区和银行，结果更准确",
      en: "Region, channel and banks are not kept. Add what the person tells you after the number for a precise answer")
    return paint(hint[language], .dim) + "\n"
  }
}

extension RefusalExplanation.Reason {
  fileprivate var json: JSONValue {
    ["code": .string(code), "message": JSONValue(message?.chosen), "rules": .array(rules.map(\.json))]
  }
}
