import CReadline
import Foundation

/// Lines typed on a terminal, edited with GNU Readline. One for a process, on its main thread.
@MainActor public final class LineEditor {
  /// The result of asking for a line.
  public enum Input: Sendable, Equatable {
    /// The bytes as typed, which need not be UTF-8.
    case line([UInt8])
    /// Ctrl-C: only the line is dropped.
    case cancelled
    /// Ctrl-D: the end of input.
    case end
  }

  private let history: HistoryFile?

  /// The history is stored in a file of mode 0600; if it cannot be written, the editor works without.
  public init(program: String, historyPath: String?, assistant: any LineAssistant) {
    history = historyPath.map(HistoryFile.init)
    Assistance.assistant = assistant
    chaka_readline_start(program, Assistance.callbacks)
    history?.load()
  }

  /// Whether Ctrl-C was pressed since the latest line was read.
  public static var wasInterrupted: Bool { chaka_was_interrupted() != 0 }

  public static func forgetInterrupt() { chaka_forget_interrupt() }

  /// Waits until a descriptor can be read; false if the time is over, or Ctrl-C was pressed.
  public static func waitToRead(_ descriptor: Int32, within span: Duration?) -> Bool {
    let milliseconds = span.map { Int32(clamping: Int64(($0 / .milliseconds(1)).rounded(.up))) } ?? -1
    return chaka_wait_to_read(descriptor, milliseconds) != 0
  }

  /// Reads a line. The answer to a question does not go into the history.
  public func read(_ prompt: Prompt, isAnswer: Bool = false) -> Input {
    let watch = Assistance.assistant?.watch ?? Watch()
    chaka_readline_watch(watch.descriptor ?? -1, watch.isTicking ? 1 : 0)
    let answer = chaka_readline(prompt.text)
    defer { free(answer.line) }
    guard answer.kind == CHAKA_LINE_READ, let line = answer.line else {
      return answer.kind == CHAKA_LINE_CANCELLED ? .cancelled : .end
    }
    let bytes = Array(UnsafeBufferPointer(start: line, count: strlen(line))).map(UInt8.init(bitPattern:))
    if !isAnswer { history?.add(bytes) }
    return .line(bytes)
  }
}

/// The text before a line, with colours that Readline does not count as columns.
public struct Prompt: Sendable, Equatable {
  private(set) var text = ""

  public init() {}

  public mutating func append(_ part: String) { text += part }

  /// ECMA-48 SGR numbers, such as 1 for bold.
  public mutating func append(_ part: String, styles: [Int]) {
    let numbers = styles.map(String.init).joined(separator: ";")
    text += "\u{1}\u{1b}[\(numbers)m\u{2}\(part)\u{1}\u{1b}[0m\u{2}"
  }
}
