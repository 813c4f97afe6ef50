import ArgumentParser
import Program
import QueryEngine
import Text

struct Status: ContextCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration("status", zh: "最近一次查询的进展", en: "the progress of the latest query")
  }

  @Flag(help: ArgumentHelp(zh: "持续显示，直到有结果", en: "keep showing it until it is over"))
  var watch = false
  @OptionGroup var person: PersonOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: ProgramContext) async throws {
    try await Visit.during(context, person) { visit in
      let query = try await watch ? visit.watch() : visit.desk.status(visit.session.token)
      context.show(json: visit.json(query), table: visit.table(query)) { visit.text(query) }
    }
  }
}

extension Visit {
  /// The latest query; nil if the person has none.
  func latestQuery() async throws -> QueryView? {
    do {
      return try await desk.status(session.token)
    } catch let fault as any Fault where fault.code == "no_such_query" {
      return nil
    }
  }

  /// The seconds after which a query is shown again without a change, as its estimate moves.
  private static let longestLookSeconds = 5.0

  /// Shows each change until the query is over, and gives its last state.
  fileprivate func watch() async throws -> QueryView {
    let screen = context.watchedScreen
    let line = StatusLine(canRedraw: false)
    var query = try await desk.status(session.token)
    while query.state.isOpen {
      screen.isOn ? screen.show(text(query)) : line.show(progress(query))
      query = try await desk.status(session.token, changedSince: query, within: Self.longestLookSeconds)
    }
    screen.clear()
    return query
  }
}
