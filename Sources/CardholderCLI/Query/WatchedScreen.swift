import Program
import Synchronization

/// A text that is drawn again in its place, on a terminal that can move its cursor.
final class WatchedScreen: Sendable {
  let isOn: Bool
  private let lines = Mutex(0)

  init(isOn: Bool) { self.isOn = isOn }

  func show(_ text: String) {
    clear()
    Output.standard.write(text)
    lines.withLock { $0 = text.count { $0 == "\n" } }
  }

  /// Removes the text.
  func clear() {
    let count = lines.withLock { lines in
      defer { lines = 0 }
      return lines
    }
    if count > 0 { Output.standard.write("\u{1b}[\(count)A\r\u{1b}[J") }
  }
}

extension ProgramContext {
  /// The screen on which a table is watched; off if it cannot be drawn again, and for programs.
  var watchedScreen: WatchedScreen { WatchedScreen(isOn: outputCanRedraw && format == .table) }
}
