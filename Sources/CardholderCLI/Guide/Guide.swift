import Program
import QueryEngine
import Text

/// `chaka` without a command: language, notice, registering or signing in, banks, agreement, face, code, waiting
/// and the report, one step after the other.
struct Guide {
  let context: ProgramContext
  let options: PersonOptions

  func run() async throws {
    Interruption.leaveCleanly()
    let dialogue = TerminalDialogue()
    let language = try chooseLanguage(dialogue)
    try await Program.$language.withValue(language) {
      do {
        try await Visit.during(context.speaking(language), options) { try await GuidedVisit(visit: $0).run() }
      } catch let fault as any Fault {
        // The fault in words, like all other text here: no program's name, and no code.
        dialogue.say(PromptRemedies().message(of: fault).sentence.chosen.legible)
        throw Ending(ExitStatus(fault.kind).rawValue)
      }
    }
  }

  private func chooseLanguage(_ dialogue: any Dialogue) throws -> Language {
    let standard = context.language == .zh ? "1" : "2"
    let answer = try dialogue.ask(
      Bilingual(
        zh: "请选择语言 / Language  1 中文  2 English [\(standard)]: ",
        en: "请选择语言 / Language  1 中文  2 English [\(standard)]: "))
    switch answer.halfWidth.lowercased() {
    case "1", "zh", "中文": return .zh
    case "2", "en", "english": return .en
    default: return context.language
    }
  }
}
