import Domain
import Text

/// `watch`: the same `show` command again and again, until Ctrl-C (`Console.repeatedly`).
struct Watch: ConsoleCommand {
  let seconds: Int
  let watched: BoundCommand

  static let form = Form(
    "watch", [.one(.seconds), .some(.command)], zh: "每隔几秒重新执行一条查看命令，按 Ctrl-C 停止",
    en: "repeat a viewing command every few seconds, until Ctrl-C",
    details: Bilingual(
      zh: "在原处刷新；TERM=dumb 时逐次打印。只能在终端上使用。",
      en: "Redrawn in place; with TERM=dumb, printed one below the other. On a terminal only."),
    examples: ["watch 5 show queue", "watch 10 show health | match icbc"])

  static let needs = CommandNeeds.nothing

  /// Throws: without a terminal nobody watches.
  func run(in context: CommandContext) throws -> Reply { throw SyntaxFault.watchesOnTerminal }
}

extension Watch {
  init(_ arguments: Arguments, _ names: Binder) throws {
    let seconds = try arguments.number(0, .seconds)
    let watched = try names.bind(try ScriptReader.command(of: Array(arguments.operands.dropFirst())))
    guard watched.command is any ReadingCommand else {
      throw Diagnostic(SyntaxFault.notWatchable(watched.name), at: watched.place)
    }
    self.init(seconds: seconds, watched: watched)
  }
}
