import Domain
import RolloutControl
import Text

/// `load`
struct Load: EditingCommand {
  let path: Word

  static let form = Form(
    "load", [.one(.file)], zh: "执行编辑命令文件", en: "run a file of editing commands",
    details: Bilingual(
      zh: "路径相对于 load 所在的文件。文件有任何错误，则不作任何改动。",
      en: "The path is relative to the file that contains load. If the file has any error, nothing is changed."),
    examples: ["load second-pilot.chaka"])

  /// Does the commands of the file, after all of it was read and checked.
  func run(in context: CommandContext) throws -> Reply {
    try context.change { session in
      let commands = try LoadedFile.commands(of: path, binder: context.binder.ahead, context.variables)
      for case .rollback(let number)? in commands.map(\.step) { _ = try session.history.revision(number) }
      for command in commands {
        try Diagnostic.locating(command.place) { try command.step.map(session.perform) }
      }
    }
  }
}

extension Load {
  init(_ arguments: Arguments, _ names: Binder) { self.init(path: arguments.operands[0]) }
}
