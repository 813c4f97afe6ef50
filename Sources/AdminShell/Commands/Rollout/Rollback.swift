import Domain
import RolloutControl

/// `rollback`
struct Rollback: EditingCommand, StepCommand {
  let revision: Int

  static let form = Form(
    "rollback", [.one(.revision)], zh: "候选版本回到某个旧版本；提交后生效",
    en: "roll the candidate back to a revision; takes effect when committed", examples: ["rollback 2"])

  var step: ScriptedStep { .rollback(revision) }
}

extension Rollback {
  init(_ arguments: Arguments, _ names: Binder) throws { self.init(revision: try arguments.number(0, .revision)) }
}
