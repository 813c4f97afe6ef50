import Domain
import Text

/// `begin`: the commands up to `end` are done as a whole or not at all.
struct Begin: IdleCommand, PlainCommand {
  static let form = Form(
    "begin", zh: "到 end 为止要么全做，要么全不做", en: "up to end, all is done or nothing",
    details: Bilingual(
      zh: "先读完、查完再执行；有一条失败，候选版本回到 begin 之前。commit 和立即生效的命令只能是最后一条。",
      en: """
        All of it is read and checked first; if a command fails, the candidate is what it was at begin. commit, and \
        commands in force at once, must be the last command.
        """),
    examples: ["begin"])

  static let needs = CommandNeeds.nothing

  func run(in context: CommandContext) throws -> Reply {
    context.blockStart = try context.session().snapshot
    return Reply()
  }
}
