import Domain
import Program
import RolloutControl
import Store
import Text

/// `impact`, and the end of `commit check`: the effects of the candidate on people and on open queries.
///
/// ```
/// {"from":3,"to":"candidate",
///  "people":{"serviceGained":0,"serviceLost":70,"banksChanged":100,"gained":0,"lost":100},
///  "regions":[{"region":"CN-SH","name":"上海","serviceGained":0,"serviceLost":70,"banksChanged":100,"gained":0,
///    "lost":100}],
///  "banks":[{"bank":"icbc","name":"工商银行","gained":0,"lost":100,"enquiriesHeld":2,"enquiriesWithdrawn":0}],
///  "queries":{"held":2,"withdrawn":0},"enquiries":{"held":2,"withdrawn":0},
///  "reopens":[{"review":1,"revision":4,"author":"li","reason":"fraud","paths":["service"]}]}
/// ```
/// `lost` are the people who lose the service or at least one bank, `banksChanged` all with other banks than before,
/// those who gain or lose the service included. `reopens` is present only if a subject of an unreviewed emergency would
/// be opened again.
struct ImpactResult: CommandResult {
  let report: ImpactReport
  let catalogue: Catalogue

  /// The JSON, without regions and banks for which nothing changes.
  var json: JSONValue {
    .object(
      [
        .init("from", JSONValue(report.from)), .init("to", "candidate"),
        .init("people", .object(Self.members(report.impact.people))),
        .init("regions", .array(report.impact.regions.map(region))), .init("banks", .array(lines.map(bank))),
        .init("queries", Self.json(held: report.queries.queriesHeld, withdrawn: report.queries.queriesWithdrawn)),
        .init("enquiries", Self.json(held: report.queries.enquiriesHeld, withdrawn: report.queries.enquiriesWithdrawn)),
      ] + (report.reopens.isEmpty ? [] : [.init("reopens", .array(report.reopens.map(\.json)))]))
  }

  private static func members(_ people: Impact.People) -> [JSONValue.Member] {
    [
      .init("serviceGained", JSONValue(people.serviceGained)), .init("serviceLost", JSONValue(people.serviceLost)),
      .init("banksChanged", JSONValue(people.banksChanged)), .init("gained", JSONValue(people.gained)),
      .init("lost", JSONValue(people.lost)),
    ]
  }

  private static func json(held: Int, withdrawn: Int) -> JSONValue {
    ["held": JSONValue(held), "withdrawn": JSONValue(withdrawn)]
  }

  private func region(_ line: Impact.RegionImpact) -> JSONValue {
    .object(
      [.init("region", .string(line.region.text)), .init("name", .string(name(line.region)))]
        + Self.members(line.people))
  }

  private func bank(_ line: LosingBank) -> JSONValue {
    [
      "bank": .string(line.bank.text), "name": .string(name(line.bank)), "gained": JSONValue(line.gained),
      "lost": JSONValue(line.lost), "enquiriesHeld": JSONValue(line.held),
      "enquiriesWithdrawn": JSONValue(line.withdrawn),
    ]
  }

  private func name(_ region: RegionCode) -> String { catalogue.region(region)?.name.chosen ?? region.text }
  private func name(_ bank: BankCode) -> String { catalogue.bank(bank)?.name.chosen ?? bank.text }

  private struct LosingBank {
    let bank: BankCode
    let gained, lost, held, withdrawn: Int
  }

  /// The lines, in the catalogue's order.
  private var lines: [LosingBank] {
    let people = Dictionary(report.impact.banks.map { ($0.bank, $0) }) { first, _ in first }
    let queries = Dictionary(report.queries.banks.map { ($0.bank, $0) }) { first, _ in first }
    return catalogue.banks.map(\.code).filter { people[$0] != nil || queries[$0] != nil }.map { bank in
      LosingBank(
        bank: bank, gained: people[bank]?.gained ?? 0, lost: people[bank]?.lost ?? 0, held: queries[bank]?.held ?? 0,
        withdrawn: queries[bank]?.withdrawn ?? 0)
    }
  }

  var table: Table {
    Table(
      rows,
      [
        Field("what", zh: "代码", en: "code") { $0.code },
        Field("name", zh: "名称", en: "name") { $0.name },
        Field("gained", zh: "受益人数", en: "people gaining", .right) { number($0.gained, .green) },
        Field("lost", zh: "受影响人数", en: "people losing", .right) { number($0.lost, .red) },
        Field("serviceGained", zh: "获得服务", en: "service gained", .right) { number($0.people?.serviceGained, .green) },
        Field("serviceLost", zh: "失去服务", en: "service lost", .right) { number($0.people?.serviceLost, .red) },
        Field("banksChanged", zh: "银行有变", en: "banks changed", .right) { number($0.people?.banksChanged, .yellow) },
        Field("held", zh: "待恢复", en: "waiting", .right) { number($0.held, .yellow) },
        Field("withdrawn", zh: "将作废", en: "withdrawn", .right) { number($0.withdrawn, .red) },
      ])
  }

  /// The counts of everything together, of a region or of a bank.
  private struct Row {
    let code: Table.Cell
    let name: Table.Cell
    var people: Impact.People?
    let gained, lost: Int
    var held, withdrawn: Int?
  }

  /// The rows: everything, then regions, then banks. Queries are counted in the first row, enquiries at each bank.
  private var rows: [Row] {
    let (people, queries) = (report.impact.people, report.queries)
    let all = Row(
      code: .init("", csv: "all"), name: .init(Bilingual(zh: "合计", en: "total").chosen, .bold), people: people,
      gained: people.gained, lost: people.lost, held: queries.queriesHeld, withdrawn: queries.queriesWithdrawn)
    let regions = report.impact.regions.map { line in
      Row(
        code: .init(line.region.text), name: .init(name(line.region)), people: line.people, gained: line.people.gained,
        lost: line.people.lost)
    }
    let banks = lines.map { line in
      Row(
        code: .init(line.bank.text), name: .init(name(line.bank)), gained: line.gained, lost: line.lost,
        held: line.held, withdrawn: line.withdrawn)
    }
    return [all] + regions + banks
  }

  /// The cell of a count; empty if there is none in that row.
  private func number(_ count: Int?, _ style: Paint.Style) -> Table.Cell {
    guard let count else { return "" }
    return count == 0 ? .init("0", .dim) : .init("\(count)", style)
  }

  func text(_ language: Language, _ paint: Paint) -> String {
    counts(language, paint) + Consequences(reopens: report.reopens).text(language, paint, SubjectNames(catalogue))
  }

  private func counts(_ language: Language, _ paint: Paint) -> String {
    guard report.impact.people != Impact.People() || report.queries != QueryImpact() else {
      let message = Bilingual(zh: "影响：没有查卡人或进行中的查询受影响", en: "Impact: no people and no running queries are affected")
      return message[language] + "\n"
    }
    return paint(Bilingual(zh: "影响", en: "Impact")[language], .bold) + "\n"
      + table.withoutEmptyColumns.text(language, paint)
  }
}
