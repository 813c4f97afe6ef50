import Domain
import RolloutControl

/// `discard`
struct Discard: EditingCommand, StepCommand, PlainCommand {
  static let form = Form(
    "discard", zh: "放弃候选版本的全部改动", en: "discard all changes of the candidate", examples: ["discard"])

  var step: ScriptedStep { .discard }
}
