import Program
import Text

/// Asks a person questions and waits for the answers.
protocol Dialogue: Sendable {
  /// Asks for a line that may be seen. Throws `CancellationError` if there will be no more answers.
  func ask(_ question: Bilingual) throws -> String
  /// Asks for a line that may not be seen.
  func askHidden(_ question: Bilingual) throws -> String
  func say(_ text: String)
}

/// The dialogue on a terminal: questions on standard error, so that standard output holds results only.
struct TerminalDialogue: Dialogue {
  func ask(_ question: Bilingual) throws -> String {
    Output.error.write(question.chosen)
    do {
      return try StandardInput.line().trimmingSpaces()
    } catch SecretInputFault.missing {
      Output.error.line()
      throw CancellationError()
    }
  }

  func askHidden(_ question: Bilingual) throws -> String {
    try SecretInput(inputIsTerminal: true).ask(question)
  }

  func say(_ text: String) { Output.error.line(text) }
}

extension Dialogue {
  /// Whether the person agrees; anything but a clear yes is no.
  func confirm(_ question: Bilingual) throws -> Bool {
    ["y", "yes", "是", "好", "同意", "agree"].contains(try ask(question).halfWidth.lowercased())
  }

  /// Whether the person wants to try again, after a failure that another try could avoid.
  func wantsAgain() throws -> Bool {
    let answer = try ask(
      Bilingual(zh: "按回车重试，输入 q 离开：", en: "Press Enter to try again, or type q to leave: "))
    return !["q", "quit", "n", "no", "离开", "不"].contains(answer.halfWidth.lowercased())
  }
}
