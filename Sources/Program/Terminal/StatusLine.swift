import Synchronization

/// Progress on standard error: one line redrawn on a terminal that can, a plain line for each change otherwise.
public final class StatusLine: Sendable {
  public let canRedraw: Bool
  private let output: Output
  private let shown = Mutex("")

  public init(canRedraw: Bool, output: Output = .error) {
    self.canRedraw = canRedraw
    self.output = output
  }

  /// Shows a text in place of the last one.
  public func show(_ text: String) {
    let isNew = shown.withLock { last in
      defer { last = text }
      return last != text
    }
    guard isNew else { return }
    output.write(canRedraw ? "\r\u{1b}[K" + text.truncated(to: Screen.columns - 1) : text + "\n")
  }

  /// Removes the last text; text that was not written to a terminal stays.
  public func clear() {
    let wasShown = shown.withLock { last in
      defer { last = "" }
      return !last.isEmpty
    }
    if canRedraw, wasShown { output.write("\r\u{1b}[K") }
  }

  /// Leaves the last text and goes on below it.
  public func finish() {
    let wasShown = shown.withLock { last in
      defer { last = "" }
      return !last.isEmpty
    }
    if canRedraw, wasShown { output.write("\n") }
  }
}

extension ProgramContext {
  /// The progress of this program, on its standard error.
  public var statusLine: StatusLine { StatusLine(canRedraw: errorCanRedraw) }
}
