import Domain
import Program

/// The SMS code of one call: given, or asked for where somebody can answer.
struct CodeEntry {
  let given: String?
  /// Nil where nobody can be asked.
  let dialogue: (any Dialogue)?

  /// Calls with the code that was given. Without one the call sends it and ends with `code_required`; then the
  /// person is asked, again after each wrong code, until the call ends otherwise.
  func complete<Value>(_ call: (String?) async throws -> Value) async throws -> Value {
    let first = try given.map { $0 == "-" ? try StandardInput.line().trimmingSpaces() : $0 }
    do {
      return try await call(first)
    } catch let fault as any Fault where fault.code == "code_required" {
      guard let dialogue, first == nil else { throw fault }
      dialogue.say(Self.sent.chosen)
      return try await ask(dialogue, call)
    }
  }

  private func ask<Value>(_ dialogue: any Dialogue, _ call: (String?) async throws -> Value) async throws -> Value {
    while true {
      let typed = try dialogue.ask(Self.question)
      do {
        return try await call(CodeText(typed).text)
      } catch let fault as any Fault where Self.mayTryAgain(fault) {
        dialogue.say(fault.message.chosen.legible)
      }
    }
  }

  private static func mayTryAgain(_ fault: any Fault) -> Bool {
    if fault is CodeTextFault { return true }
    guard fault.code == "code_wrong" else { return false }
    return fault.facts.contains { $0.key == "attemptsLeft" && $0.value != 0 }
  }

  private static let sent = Bilingual(zh: "验证码已发到您的手机。", en: "A code was sent to your phone.")
  private static let question = Bilingual(zh: "短信验证码：", en: "SMS code: ")
}
