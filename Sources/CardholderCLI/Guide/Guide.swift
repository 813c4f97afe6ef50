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
    let language = try chooseLanguage(TerminalDialogue())
    try await Program.$language.withValue(language) {
      try await Visit.during(context.speaking(language), options) { try await GuidedVisit(visit: $0).run() }
    }
  }

  private func chooseLanguage(_ dialogue: any Dialogue) throws -> Language {
    let standard = context.language == .zh ? "1" : "2"
    let answer = try dialogue.ask(
      Bilingual(zh: "1 中文  2 English [\(standard)] ", en: "1 中文  2 English [\(standard)] "))
    switch answer.halfWidth.lowercased() {
    case "1", "zh", "中文": return .zh
    case "2", "en", "english": return .en
    default: return context.language
    }
  }
}
