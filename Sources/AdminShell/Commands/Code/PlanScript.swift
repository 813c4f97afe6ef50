import Domain
import Text

/// `plan`
struct PlanScript: ConsoleCommand {
  let file: Word

  static let form = Form(
    "plan", [.one(.file)], zh: "脚本将带来的改动，不执行", en: "what a script would change, without running it",
    details: Bilingual(
      zh: """
        没有改动时退出状态为 0，有改动时为 2，与能否提交无关。同时列出每次提交将被拒绝的原因（审批、认证、受影响人数、前提条件等），\
        判断后面的提交时视前面的均已提交。文件里只能有编辑命令、load 和 commit。
        """,
      en: """
        Exit status 0 without changes, 2 with changes, whether or not they can be committed. Also lists why each commit \
        would be refused (approval, certification, losses, preconditions and others), assuming that the commits before it \
        are made. The file may contain editing commands, load and commit only.
        """),
    examples: ["plan rollout.chaka"])

  func run(in context: CommandContext) throws -> Reply {
    let session = try context.session()
    let plan = try session.plan(context.steps(of: file, from: try session.running().rollout))
    return Reply(
      result: PlanResult(plan: plan, catalogue: session.names(of: plan)),
      status: plan.commits.isEmpty ? .done : .different)
  }
}

extension PlanScript {
  init(_ arguments: Arguments, _ names: Binder) { self.init(file: arguments.operands[0]) }
}
