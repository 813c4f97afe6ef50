import Domain

/// `quit` and `exit`: end the console or the script.
protocol QuittingCommand: PlainCommand {}

extension QuittingCommand {
  static var needs: CommandNeeds { .nothing }

  func run(in context: CommandContext) -> Reply { Reply(isQuitting: true) }
}

struct Quit: QuittingCommand {
  static let form = Form("quit", zh: "退出", en: "quit", examples: ["quit"])
}

struct Exit: QuittingCommand {
  static let form = Form("exit", zh: "退出", en: "quit", examples: ["exit"])
}
