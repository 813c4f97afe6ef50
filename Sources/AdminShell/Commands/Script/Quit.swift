import Domain

/// `quit` and `exit`: end the console or the script.
protocol QuittingCommand: PlainCommand {}

extension QuittingCommand {
  static var needs: CommandNeeds { .nothing }

  func run(in context: CommandContext) -> Reply { Reply(isQuitting: true) }
}

struct Quit: QuittingCommand {
  static let form = Form("quit", zh: "离开", en: "leave", examples: ["quit"])
}

struct Exit: QuittingCommand {
  static let form = Form("exit", zh: "离开", en: "leave", examples: ["exit"])
}
