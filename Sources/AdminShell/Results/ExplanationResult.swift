import Domain
import Program
import RolloutControl
import Text

/// `explain`: the gate's decision about people of a region or one application, with reasons, rules and their authors.
struct ExplanationResult: CommandResult {
  let explanation: Explanation
  let catalogue: Catalogue
  /// The number of columns of the terminal.
  let columns: Int

  var json: JSONValue { .object(members) }

  /// The members, without anything by which a query's person could be known.
  var members: [JSONValue.Member] {
    [
      .init("admitted", explanation.admitted.map { .bool($0) } ?? .null), .init("share", explanation.share.json),
      .init("revision", JSONValue(explanation.revision)), .init("at", JSONValue(explanation.at)),
      .init("region", .string(explanation.region.text)), .init("channel", .string(explanation.channel.rawValue)),
    ] + query + [
      .init("reasons", .array(explanation.reasons.map(reason))), .init("banks", .array(explanation.banks.map(bank))),
      .init("rules", .array(explanation.rules.map(\.json))), .init("remedy", remedy.json),
    ]
  }

  private var query: [JSONValue.Member] {
    explanation.query.map {
      [.init("query", .string($0.number)), .init("withinShare", .bool($0.isWithinShare))]
    } ?? []
  }

  private var remedy: RemedyWording { RemedyWording(explanation, catalogue) }

  private func reason(_ objection: Objection) -> JSONValue {
    objection.reason.json.setting("bank", objection.bank.map { .string($0.text) })
      .setting("rule", explanation.rule(for: objection)?.json)
  }

  private func bank(_ result: Explanation.BankAdmission) -> JSONValue {
    [
      "bank": .string(result.bank.text), "admitted": .bool(result.reason == nil),
      "reason": result.reason?.json ?? .null, "rule": result.rule.json,
    ]
  }

  var table: Table {
    Table(
      explanation.banks,
      [
        Field("bank", zh: "代码", en: "code") { .init($0.bank.text) },
        Field("name", zh: "银行", en: "bank") { .init(catalogue.bank($0.bank)?.name.chosen ?? "") },
        Field("admitted", zh: "可查询", en: "admitted") { $0.admittedCell },
        Field("reason", zh: "原因", en: "reason") { result in
          .init(result.reason.map { "\($0.finding.chosen) [\($0.code)]" } ?? "", csv: result.reason?.code ?? "")
        },
        Field("revision", zh: "版本", en: "revision", .right) { .init("\($0.rule.origin.number)") },
        Field("author", zh: "操作员", en: "operator") { .init($0.rule.origin.author) },
        Field("since", zh: "自", en: "since") {
          .init($0.rule.origin.effectiveAt.short, csv: $0.rule.origin.effectiveAt.description)
        },
      ])
  }

  func text(_ language: Language, _ paint: Paint) -> String {
    let wording = Wording(catalogue: catalogue, language: language)
    let banks = ExplainedBanks(banks: explanation.banks, wording: wording, columns: columns).text(paint)
    return head(language, paint) + reasons(language) + rules(language, paint) + banks + remedy.text(language, paint)
  }

  private func head(_ language: Language, _ paint: Paint) -> String {
    let name = Wording(catalogue: catalogue, language: language).name(explanation.region)
    let when = Bilingual(
      zh: "（版本 \(explanation.revision)，\(explanation.at.short)）",
      en: " (revision \(explanation.revision), \(explanation.at.short))")
    let query = explanation.query.map { "\($0.number) " } ?? ""
    return query + paint(name, .bold) + (language == .zh ? "：" : ": ") + verdict(language, paint) + when[language]
      + "\n"
      + (explanation.query.map { "  " + $0.side[language] + "\n" } ?? "")
  }

  private func reasons(_ language: Language) -> String {
    explanation.reasons.filter { $0.bank == nil }
      .map { "  \($0.reason.finding[language]) [\($0.reason.code)]\n" }.joined()
  }

  private func rules(_ language: Language, _ paint: Paint) -> String {
    let wording = Wording(catalogue: catalogue, language: language)
    return explanation.rules.map { "  " + paint($0.text(wording), .dim) + "\n" }.joined()
  }

  private func verdict(_ language: Language, _ paint: Paint) -> String {
    switch explanation.admitted {
    case true?: paint(Bilingual(zh: "受理", en: "admitted")[language], .green, .bold)
    case false?: paint(Bilingual(zh: "不受理", en: "not admitted")[language], .red, .bold)
    case nil:
      paint(
        Bilingual(zh: "开放比例 \(explanation.share)%", en: "open to \(explanation.share) % of people")[language],
        .yellow, .bold)
    }
  }
}

extension Explanation.BankAdmission {
  fileprivate var admittedCell: Table.Cell {
    reason == nil
      ? .init(Bilingual(zh: "是", en: "yes").chosen, .green, csv: "true")
      : .init(Bilingual(zh: "否", en: "no").chosen, .red, csv: "false")
  }
}

extension ExplainedQuery {
  fileprivate var side: Bilingual {
    isWithinShare
      ? Bilingual(zh: "本人在开放比例之内", en: "the person is within the share")
      : Bilingual(zh: "本人在开放比例之外", en: "the person is outside the share")
  }
}

extension GateReason {
  fileprivate var json: JSONValue { ["code": .string(code), "message": .string(finding.chosen)] }
}

extension JSONValue {
  /// The object with one more member, unless the value is nil.
  fileprivate func setting(_ key: String, _ value: JSONValue?) -> JSONValue {
    guard let value else { return self }
    return setting(key, value)
  }
}
