import Domain
import Program
import RolloutControl

/// `explain`: the gate's answer for people of a region, and why.
struct ExplanationAnswer: Answer {
  let explanation: Explanation
  let catalogue: Catalogue

  var json: JSONValue {
    .object([
      .init("admitted", explanation.admitted.map { .bool($0) } ?? .null), .init("share", explanation.share.json),
      .init("revision", JSONValue(explanation.revision)), .init("at", JSONValue(explanation.at)),
      .init("region", .string(explanation.region.text)), .init("reasons", .array(explanation.reasons.map(reason))),
      .init("banks", .array(explanation.banks.map(bank))),
    ])
  }

  private func reason(_ objection: Objection) -> JSONValue {
    guard case .object(let members) = objection.reason.json, let bank = objection.bank else {
      return objection.reason.json
    }
    return .object(members + [.init("bank", .string(bank.text))])
  }

  private func bank(_ answer: Explanation.BankAnswer) -> JSONValue {
    .object([
      .init("bank", .string(answer.bank.text)), .init("admitted", .bool(answer.reason == nil)),
      .init("reason", answer.reason?.json ?? .null),
    ])
  }

  var table: Table {
    var table = Table([
      .init("bank", zh: "代码", en: "code"), .init("name", zh: "银行", en: "bank"),
      .init("admitted", zh: "可查", en: "admitted"),
      .init("reason", zh: "原因", en: "reason"),
    ])
    for answer in explanation.banks {
      let isAdmitted = answer.reason == nil
      let word = (isAdmitted ? Bilingual(zh: "可", en: "yes") : Bilingual(zh: "否", en: "no")).chosen
      let reason = answer.reason.map { "\($0.message.chosen) [\($0.code)]" } ?? ""
      table.add([
        .init(answer.bank.text), .init(catalogue.bank(answer.bank)?.name.chosen ?? ""),
        .init(word, isAdmitted ? .green : .red, csv: "\(isAdmitted)"), .init(reason, csv: answer.reason?.code ?? ""),
      ])
    }
    return table
  }

  func text(_ language: Language, _ paint: Paint) -> String {
    let name = Wording(catalogue: catalogue, language: language).name(explanation.region)
    let when = Bilingual(
      zh: "（版本 \(explanation.revision)，\(explanation.at.short)）",
      en: " (revision \(explanation.revision), \(explanation.at.short))")
    let head = paint(name, .bold) + (language == .zh ? "：" : ": ") + verdict(language, paint) + when[language]
    let reasons = explanation.reasons.filter { $0.bank == nil }
      .map { "  \($0.reason.message[language]) [\($0.reason.code)]" }
    return ([head] + reasons + [""]).joined(separator: "\n") + "\n" + table.withoutEmptyColumns.text(language, paint)
  }

  private func verdict(_ language: Language, _ paint: Paint) -> String {
    switch explanation.admitted {
    case true?: paint(Bilingual(zh: "受理", en: "admitted")[language], .green, .bold)
    case false?: paint(Bilingual(zh: "不受理", en: "not admitted")[language], .red, .bold)
    case nil:
      paint(
        Bilingual(zh: "放行 \(explanation.share)% 的人", en: "\(explanation.share)% of the people are admitted")[language],
        .yellow, .bold)
    }
  }
}

extension GateReason {
  fileprivate var json: JSONValue {
    .object([.init("code", .string(code)), .init("message", .string(message.chosen))])
  }
}
