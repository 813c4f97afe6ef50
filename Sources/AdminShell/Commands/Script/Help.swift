import Domain

/// `help`
struct Help: ConsoleCommand {
  let topic: [Word]

  static let form = Form(
    "help", [.any(.topic)], zh: "帮助", en: "help", examples: ["help", "help open region", "help names"])

  static let needs = CommandNeeds.nothing
  static let canBeTakenBack = true

  func run(in context: CommandContext) throws -> Reply {
    let settings = context.settings
    let page = HelpPage(language: settings.language, columns: settings.columns, paint: settings.paint)
    return Reply(result: HelpResult(topic: topic, page: try page.text(on: topic)))
  }
}

extension Help {
  init(_ arguments: Arguments, _ names: Binder) { self.init(topic: arguments.operands) }
}
