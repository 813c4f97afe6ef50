import Domain
import Text

/// `begin`: the commands up to `end` are done as a whole or not at all.
struct Begin: IdleCommand, PlainCommand {
  static let form = Form(
    "begin", zh: "到 end 为止，要么全部执行，要么全不执行", en: "up to end, run all commands or none",
    details: Bilingual(
      zh: "全部读取、检查后再执行；任何一条失败，候选版本恢复到 begin 之前。commit 和立即生效的命令只能是最后一条。",
      en: """
        All commands are read and checked first; if one fails, the candidate goes back to what it was at begin. commit, and \
        commands that take effect at once, must be the last command.
        """),
    examples: ["begin"])

  static let needs = CommandNeeds.nothing

  func run(in context: CommandContext) throws -> Reply {
    context.blockStart = try context.session().snapshot
    return Reply()
  }
}
