import ArgumentParser
import Program
import Text

struct Move: ContextCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "move", zh: "更改所在地区（30 天一次，查询进行期间不能更改）",
      en: "change your region (once in 30 days, not while a query is in progress)")
  }

  @Option(help: ArgumentHelp(zh: "新的所在地区", en: "the new region", valueName: "region"))
  var region: String
  @OptionGroup var code: CodeOptions
  @OptionGroup var person: PersonOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: ProgramContext) async throws {
    try await Visit.during(context, person) { visit in
      let place = try visit.catalogue.resolveRegion(region)
      let signedIn = try await visit.move(to: place, code: code.code)
      visit.show(signedIn, Bilingual(zh: "所在地区已更改。", en: "Your region was changed."))
    }
  }
}
