import Domain
import Text

/// `plan`
struct PlanScript: ConsoleCommand {
  let file: Word

  static let form = Form(
    "plan", [.one(.file)], zh: "一个脚本会改变什么；什么也不做", en: "what a script would change, without changing it",
    details: Bilingual(
      zh: """
        没有改动时退出状态为 0，有改动时为 2，与能否提交无关。每次提交会因为什么被拒绝（审批、认证、受损人数、前提条件等）也一并列出，\
        后面的提交按前面的都已提交来判断。文件里只能有编辑命令、load 和 commit。
        """,
      en: """
        Exit status 0 if it changes nothing, 2 if it does, whether or not it can be committed. It also lists what each \
        commit would be refused for (approval, certification, losses, preconditions and others), a later one as if those \
        before it were made. The file holds editing commands, load and commit only.
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
