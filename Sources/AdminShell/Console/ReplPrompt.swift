import LineEditor
import Program
import Text

/// The text of the prompt: `chaka 3* [confirm 4:59]> `.
struct PromptText: Equatable {
  /// The running revision; nil if it cannot be read.
  var revision: Int?
  var hasChanges = false
  /// The time in which an unconfirmed commit can still be confirmed, in milliseconds.
  var confirmation: Int64?

  func prompt(_ language: Language, isPainted: Bool) -> Prompt {
    var prompt = Prompt()
    func append(_ text: String, _ styles: [Int]) {
      if isPainted, !text.isEmpty { prompt.append(text, styles: styles) } else { prompt.append(text) }
    }
    append("chaka ", [1])
    append(revision.map { "\($0)" } ?? "?", [36])
    append(hasChanges ? "*" : "", [33, 1])
    append(countdown(language), [31, 1])
    prompt.append("> ")
    return prompt
  }

  /// The countdown, such as ` [confirm 4:59]`.
  func countdown(_ language: Language) -> String {
    guard let confirmation else { return "" }
    let seconds = max(0, (confirmation + 999) / 1_000)
    let clock = "\(seconds / 60):" + (seconds % 60 < 10 ? "0" : "") + "\(seconds % 60)"
    return Bilingual(zh: " [待确认 \(clock)]", en: " [confirm \(clock)]")[language]
  }
}

extension Console {
  /// The text before the next line.
  var promptText: PromptText {
    var text = PromptText(hasChanges: hasChanges)
    text.revision = try? session().running().number
    text.hasChanges = hasChanges
    if let until = try? confirmation()?.until, let now = try? session().store.now() {
      text.confirmation = until.milliseconds - now.milliseconds
    }
    return text
  }
}
