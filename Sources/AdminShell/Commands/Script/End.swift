import Domain

/// `end`
struct End: IdleCommand, PlainCommand {
  static let form = Form("end", zh: "执行 begin 之后的命令", en: "run the commands since begin", examples: ["end"])

  static let needs = CommandNeeds.nothing

  func run(in context: CommandContext) -> Reply {
    context.blockStart = nil
    return Reply()
  }
}
