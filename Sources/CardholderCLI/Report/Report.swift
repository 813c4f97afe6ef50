import ArgumentParser
import Program

struct Report: ContextCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration("report", zh: "用支付密码打开报告", en: "open a report with the payment password")
  }

  @Argument(help: ArgumentHelp(zh: "查询编号（默认最近一次）", en: "the query (default: the latest)", valueName: "query"))
  var query: String?
  @OptionGroup var password: PasswordOptions
  @OptionGroup var person: PersonOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: ProgramContext) async throws {
    try await Visit.during(context, person) { visit in
      let typed = try PasswordEntry(visit).current(file: password.passwordFile)
      guard let typed, !typed.isEmpty else { throw PasswordEntry.needed }
      let report = try await visit.desk.report(visit.session.token, query: query, password: typed)
      context.show(json: visit.json(report), table: visit.csvTable(report)) { visit.text(report) }
    }
  }
}
