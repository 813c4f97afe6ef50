import Domain
import Text

/// `include`: the commands of the file stand in its place when a script is run (`BoundScript`).
struct Include: ConsoleCommand {
  let path: Word

  static let form = Form(
    "include", [.one(.file)], zh: "在此处执行脚本文件", en: "run a script file here",
    details: Bilingual(
      zh: "路径相对于 include 所在的文件。含 include 的脚本连同所包含的文件先全部读取、检查，有任何错误则一条也不执行。",
      en: """
        The path is relative to the file that contains include. A script with includes is read and checked completely, \
        with all it includes, before any of it runs; with any error, nothing runs.
        """),
    examples: ["include second-pilot.chaka"])

  static let needs = CommandNeeds.nothing

  func run(in context: CommandContext) -> Reply { Reply() }
}

extension Include {
  init(_ arguments: Arguments, _ names: Binder) { self.init(path: arguments.operands[0]) }
}
