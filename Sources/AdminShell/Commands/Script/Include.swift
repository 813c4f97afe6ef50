import Domain
import Text

/// `include`: the commands of the file stand in its place when a script is run (`BoundScript`).
struct Include: ConsoleCommand {
  let path: Word

  static let form = Form(
    "include", [.one(.file)], zh: "在这里执行一个脚本文件", en: "run a script file here",
    details: Bilingual(
      zh: "路径相对于写着 include 的文件。含 include 的脚本连同它包含的一切先整个读完、查完，有一处错误就一条也不执行。",
      en: """
        The path is relative to the file that says include. A script that includes others is read and checked whole, \
        with all it includes, before any of it is run: with one error, nothing is.
        """),
    examples: ["include second-pilot.chaka"])

  static let needs = CommandNeeds.nothing

  func run(in context: CommandContext) -> Reply { Reply() }
}

extension Include {
  init(_ arguments: Arguments, _ names: Binder) { self.init(path: arguments.operands[0]) }
}
