import Program
import Text

/// Payment passwords, read from files or typed.
struct PasswordEntry {
  let secrets: SecretInput
  /// The dialogue; nil if nobody can be asked.
  let dialogue: (any Dialogue)?

  init(_ visit: Visit) {
    secrets = visit.secrets
    dialogue = visit.context.inputIsTerminal ? visit.dialogue : nil
  }

  /// The person's present password; nil if there is neither file nor terminal.
  func current(file: String?, question: Bilingual = Self.currentQuestion) throws -> String? {
    if let file { return try secrets.read(file: file) }
    return try dialogue?.askHidden(question)
  }

  /// A new password, typed twice; a weak one is refused and asked for again.
  func new(file: String?, check: (String) throws -> Void) throws -> String? {
    if let file {
      let text = try secrets.read(file: file)
      try check(text)
      return text
    }
    guard let dialogue else { return nil }
    while true {
      let text = try dialogue.askHidden(Self.newQuestion)
      do {
        try check(text)
        if try dialogue.askHidden(Self.againQuestion) == text { return text }
        dialogue.say(Self.different.chosen)
      } catch let fault as any Fault {
        dialogue.say(PromptRemedies().message(of: fault).sentence.chosen.legible)
      }
    }
  }

  static let needed = UsageFault.other(
    Bilingual(
      zh: "没有支付密码：请在终端上输入，或用 --password-file 指定文件",
      en: "no payment password: type it on a terminal, or name a file with --password-file"))
  static let newNeeded = UsageFault.other(
    Bilingual(
      zh: "没有新的支付密码：请在终端上输入，或用 --new-password-file 指定文件",
      en: "no new payment password: type it on a terminal, or name a file with --new-password-file"))

  static let currentQuestion = Bilingual(zh: "支付密码：", en: "Payment password: ")
  static let forgettableQuestion = Bilingual(
    zh: "现在的支付密码（忘记了就直接回车）：", en: "Current payment password (press Enter if you forgot it): ")
  private static let newQuestion = Bilingual(zh: "设置支付密码（6 位数字）：", en: "New payment password (6 digits): ")
  private static let againQuestion = Bilingual(zh: "再输入一次：", en: "Once more: ")
  private static let different = Bilingual(zh: "两次输入的密码不一致，请重新输入。", en: "The passwords do not match. Enter them again.")
}
