import ArgumentParser
import Domain
import Program
import QueryEngine
import Text

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
  func json(_ offer: BankOffer) -> JSONValue { offer.json(bankNames) }

  func table(_ offer: BankOffer) -> Table {
    var table = Table([
      .init("bank", zh: "代码", en: "code"), .init("name", zh: "银行", en: "bank"),
      .init("selectable", zh: "可选", en: "can be chosen"), .init("reason", zh: "原因", en: "reason"),
      .init("note", zh: "提示", en: "note"),
    ])
    for choice in offer.banks {
      let isSelectable = offer.offered && choice.reason == nil
      table.add([
        .init(choice.bank.text), .init(name(of: choice.bank)),
        .init(isSelectable ? "✓" : "-", isSelectable ? .green : .dim, csv: "\(isSelectable)"),
        .init(choice.reason?.message[language] ?? "", csv: choice.reason?.code ?? ""),
        .init(advice(on: choice) ?? "", .yellow, csv: choice.adviceCodes),
      ])
    }
    return table
  }

  /// The banks as text; a sentence if the service is not open for the person (docs/facts.md, "Who may query").
  func text(_ offer: BankOffer) -> String {
    let region = Bilingual(zh: "地区：\(name(of: offer.region))", en: "Region: \(name(of: offer.region))")[language]
    guard offer.offered else {
      let reasons = offer.reasons.map { "- \($0.message[language])" }
      let heading = Bilingual(zh: "目前不能申请查卡：", en: "You cannot apply at the moment:")[language]
      return ([region, heading] + reasons).joined(separator: "\n") + "\n"
    }
    let hasAdvice = offer.banks.contains { advice(on: $0) != nil }
    let table = hasAdvice ? table(offer) : table(offer).dropping("note")
    return region + "\n\n" + table.text(language, context.paint)
  }

  /// The warning before a bank is chosen; nil if there is none.
  func advice(on choice: BankOffer.Choice) -> String? {
    var sentences = [choice.warning?.message].compactMap(\.self)
    if let maintenance = choice.maintenance {
      let (from, until) = (maintenance.from.short, maintenance.until.short)
      sentences.append(
        Bilingual(
          zh: "\(from) 至 \(until) 维护，期间的询问会等到维护结束",
          en: "in maintenance from \(from) to \(until); it is asked afterwards"))
    }
    guard !sentences.isEmpty else { return nil }
    return sentences.map { $0[language] }.joined(separator: language == .zh ? "；" : "; ")
  }
}

extension BankOffer.Choice {
  fileprivate var adviceCodes: String {
    [warning?.code, maintenance.map { _ in "maintenance" }].compactMap(\.self).joined(separator: " ")
  }
}

extension Table {
  /// The table without a column, for people, who need not read an empty one.
  fileprivate func dropping(_ key: String) -> Table {
    let kept = columns.indices.filter { columns[$0].key != key }
    var table = Table(kept.map { columns[$0] })
    for row in rows { table.add(kept.map { row[$0] }) }
    return table
  }
}
