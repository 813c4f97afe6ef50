import ArgumentParser
import Program
import QueryEngine
import Text

struct History: ContextCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration("history", zh: "您的查询记录，最新的在前", en: "your queries, newest first")
  }

  @OptionGroup var person: PersonOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: ProgramContext) async throws {
    try await Visit.during(context, person) { visit in
      let records = try await visit.desk.history(visit.session.token)
      context.show(json: .array(records.map(\.json)), table: Self.table(records, visit)) {
        records.isEmpty
          ? Bilingual(zh: "您还没有查询过。\n", en: "You have made no query yet.\n")[visit.language]
          : Self.table(records, visit).text(visit.language, context.paint)
      }
    }
  }

  static func table(_ records: [PastQuery], _ visit: Visit) -> Table {
    var table = Table([
      .init("query", zh: "查询", en: "query"), .init("state", zh: "状态", en: "state"),
      .init("acceptedAt", zh: "受理时间", en: "accepted"), .init("generatedAt", zh: "出报告时间", en: "report made"),
      .init("expiresAt", zh: "保管到", en: "held until"),
    ])
    for record in records {
      table.add([
        .init(record.query), .init(record.state.name[visit.language], csv: record.state.rawValue),
        .init(record.acceptedAt.short, csv: "\(record.acceptedAt)"),
        .init(record.generatedAt?.short ?? "-", csv: record.generatedAt.map { "\($0)" } ?? ""),
        .init(record.expiresAt?.lastMinute ?? "-", csv: record.expiresAt.map { "\($0)" } ?? ""),
      ])
    }
    return table
  }
}
