import ArgumentParser
import Program

struct Cancel: ContextCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration("cancel", zh: "取消进行中的查询", en: "cancel the query in progress")
  }

  @OptionGroup var person: PersonOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: ProgramContext) async throws {
    try await Visit.during(context, person) { visit in
      let query = try await visit.desk.cancel(visit.session.token)
      context.show(json: visit.json(query), table: visit.table(query)) { visit.text(query) }
    }
  }
}
