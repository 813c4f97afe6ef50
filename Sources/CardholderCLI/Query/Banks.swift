import ArgumentParser
import Domain
import Program
import QueryEngine

struct Banks: ContextCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration("banks", zh: "列出可以选择的银行", en: "list the banks you can choose")
  }

  @OptionGroup var person: PersonOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: ProgramContext) async throws {
    try await Visit.during(context, person) { visit in
      let offer = try await visit.desk.banks(visit.session.token, channel: visit.channel)
      context.show(json: visit.json(offer), table: visit.table(offer)) { visit.text(offer) }
    }
  }
}

extension Visit {
  /// `{"region":"CN-GD","offered":true,"reasons":[],"banks":[{"bank","name","selectable","reason"}]}`
  func json(_ offer: BankOffer) -> JSONValue {
    let banks = offer.banks.map { choice -> JSONValue in
      [
        "bank": .string(choice.bank.text), "name": .string(name(of: choice.bank)),
        "selectable": .bool(offer.offered && choice.reason == nil), "reason": reason(choice.reason),
      ]
    }
    return [
      "region": .string(offer.region.text), "offered": .bool(offer.offered),
      "reasons": .array(offer.reasons.map { reason($0) }), "banks": .array(banks),
    ]
  }

  func table(_ offer: BankOffer) -> Table {
    var table = Table([
      .init("bank", zh: "代码", en: "code"), .init("name", zh: "银行", en: "bank"),
      .init("selectable", zh: "可选", en: "selectable"), .init("reason", zh: "原因", en: "reason"),
    ])
    for choice in offer.banks {
      let isSelectable = offer.offered && choice.reason == nil
      table.add([
        .init(choice.bank.text), .init(name(of: choice.bank)),
        .init(isSelectable ? "✓" : "-", isSelectable ? .green : .dim, csv: "\(isSelectable)"),
        .init(choice.reason?.message[language] ?? "", csv: choice.reason?.code ?? ""),
      ])
    }
    return table
  }

  /// Where the service is not open no bank is shown (facts: "Who may query").
  func text(_ offer: BankOffer) -> String {
    let region = Bilingual(zh: "地区：\(name(of: offer.region))", en: "Region: \(name(of: offer.region))")[language]
    guard offer.offered else {
      let reasons = offer.reasons.map { "- \($0.message[language]) [\($0.code)]" }
      let heading = Bilingual(zh: "目前不能申请查卡：", en: "You cannot apply at the moment:")[language]
      return ([region, heading] + reasons).joined(separator: "\n") + "\n"
    }
    return region + "\n\n" + table(offer).text(language, context.paint)
  }

  private func reason(_ reason: GateReason?) -> JSONValue {
    guard let reason else { return .null }
    return ["code": .string(reason.code), "message": .string(reason.message[language])]
  }
}
