import CReadline
import Foundation

/// The common beginning of texts, in whole characters.
public enum CommonStart {
  public static func of(_ texts: [String]) -> String {
    guard let first = texts.first else { return "" }
    var shared = first.utf8.count
    for text in texts.dropFirst() {
      var count = 0
      for (byte, other) in zip(first.utf8, text.utf8) {
        guard count < shared, byte == other else { break }
        count += 1
      }
      shared = count
    }
    var end = first.utf8.index(first.startIndex, offsetBy: shared)
    while end > first.startIndex, !first.isCharacterBoundary(end) { end = first.utf8.index(before: end) }
    return String(first[..<end])
  }
}

extension String {
  fileprivate func isCharacterBoundary(_ index: Index) -> Bool {
    index == endIndex || index.samePosition(in: self) != nil
  }
}

/// Passes Readline's questions on to the assistant. Readline runs on the main thread, and so do its questions.
@MainActor enum Assistance {
  static weak var assistant: (any LineAssistant)?

  static var callbacks: chaka_callbacks {
    chaka_callbacks(complete: completeLine, list: listChoices, is_quoted: isQuotedLine, news: newsForLine)
  }

  /// The completions in Readline's order: the common beginning first, which is never shorter than the typed text.
  fileprivate static func matches(for text: String) -> [String] {
    guard let found = assistant?.completions(of: text), let first = found.first else { return [] }
    guard found.count > 1 else { return [first] }
    let common = CommonStart.of(found)
    return [common.utf8.count > text.utf8.count ? common : text] + found
  }
}

private func completeLine(_ before: UnsafePointer<CChar>) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
  let text = String(cString: before)
  return readlineArray(of: MainActor.assumeIsolated { Assistance.matches(for: text) })
}

private func listChoices(_ before: UnsafePointer<CChar>, _ withHelp: CInt) -> UnsafeMutablePointer<CChar>? {
  let text = String(cString: before)
  let choices = MainActor.assumeIsolated { Assistance.assistant?.choices(for: text, withHelp: withHelp != 0) }
  return choices.flatMap { strdup($0) }
}

private func isQuotedLine(_ before: UnsafePointer<CChar>) -> CInt {
  let text = String(cString: before)
  return MainActor.assumeIsolated { Assistance.assistant?.isQuoted(text) ?? false } ? 1 : 0
}

private func newsForLine() -> chaka_news {
  let (news, watch) = MainActor.assumeIsolated {
    (Assistance.assistant?.news(), Assistance.assistant?.watch ?? Watch())
  }
  return chaka_news(
    notes: news?.notes.flatMap { strdup($0) }, prompt: news?.prompt.flatMap { strdup($0.text) },
    watched: watch.descriptor ?? -1, is_ticking: watch.isTicking ? 1 : 0)
}

/// The texts in memory that Readline frees.
private func readlineArray(of texts: [String]) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
  guard !texts.isEmpty else { return nil }
  let size = MemoryLayout<UnsafeMutablePointer<CChar>?>.stride
  guard let memory = calloc(texts.count + 1, size) else { return nil }
  let array = memory.bindMemory(to: UnsafeMutablePointer<CChar>?.self, capacity: texts.count + 1)
  for (position, text) in texts.enumerated() { array[position] = strdup(text) }
  return array
}
