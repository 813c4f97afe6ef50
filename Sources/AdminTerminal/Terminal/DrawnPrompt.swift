import ConsoleProtocol
import LineEditor
import Text

/// The prompt as drawn: `chaka 3* [confirm 4:59]> `. A countdown goes on by itself.
struct DrawnPrompt: Equatable {
  private let state: PromptState
  private let end: ContinuousClock.Instant?

  init(_ state: PromptState, at now: ContinuousClock.Instant = .now) {
    self.state = state
    end = state.confirmation.map { now + .milliseconds($0) }
  }

  /// Whether the text changes with time.
  var isTicking: Bool { end != nil }

  func prompt(
    _ language: Language, isPainted: Bool, at now: ContinuousClock.Instant = .now
  ) -> Prompt {
    var prompt = Prompt()
    func append(_ text: String, _ styles: [Int]) {
      if isPainted, !text.isEmpty { prompt.append(text, styles: styles) } else { prompt.append(text) }
    }
    append("chaka ", [1])
    append(state.revision.map { "\($0)" } ?? "?", [36])
    append(state.hasChanges ? "*" : "", [33, 1])
    append(countdown(language, at: now), [31, 1])
    prompt.append("> ")
    return prompt
  }

  /// The countdown, such as ` [confirm 4:59]`.
  func countdown(_ language: Language, at now: ContinuousClock.Instant) -> String {
    guard let end else { return "" }
    let seconds = max(0, Int(((end - now) / .seconds(1)).rounded(.up)))
    let clock = "\(seconds / 60):" + (seconds % 60 < 10 ? "0" : "") + "\(seconds % 60)"
    return Bilingual(zh: " [待确认 \(clock)]", en: " [confirm \(clock)]")[language]
  }
}
