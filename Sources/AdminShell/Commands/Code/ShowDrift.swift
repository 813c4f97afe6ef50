import Domain
import Text

/// `show drift`
struct ShowDrift: ConsoleCommand {
  let file: Word

  static let form = Form(
    "show drift", [.one(.file)], zh: "现行版本与状态文件的差异",
    en: "how the running revision differs from a file that describes the whole state",
    details: Bilingual(
      zh: "以文件从版本 0 得到的状态为准：没有写到的视为关闭。有差异时退出状态为 2。",
      en: """
        The file stands for the state it makes from revision 0: what it does not mention is closed. Exit status 2 if they \
        differ.
        """),
    examples: ["show drift rollout.chaka"])

  func run(in context: CommandContext) throws -> Reply {
    let drift = try context.session().drift(from: context.steps(of: file, from: .initial))
    return Reply(
      result: ComparisonResult(
        from: .revision(drift.revision), to: .file(ScriptFile.path(of: file)), changes: drift.changes,
        catalogue: drift.names),
      status: drift.changes.isEmpty ? .done : .different)
  }
}

extension ShowDrift {
  init(_ arguments: Arguments, _ names: Binder) { self.init(file: arguments.operands[0]) }
}
