import ArgumentParser
import LiveProgram
import Program

struct Notice: ContextCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration("notice", zh: "查卡须知", en: "what you should know about a card check")
  }

  @OptionGroup var person: PersonOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: ProgramContext) async throws {
    let notices = try context.registry().notices
    let text = NoticeText(sections: notices.sections, language: context.language, paint: context.paint)
    context.show(json: notices.json(in: context.language), table: text.table) { text.text(columns: Screen.columns) }
  }
}
