import Domain
import Foundation
import Text

/// Ctrl-C while a command is done, which ends the command and never the session.
struct Interruption {
  /// Whether Ctrl-C was pressed since the command began.
  var isPressed: () -> Bool = { false }

  /// Throws a fault once Ctrl-C was pressed; long work calls this often.
  func check() throws {
    if isPressed() { throw Interrupted() }
  }

  /// Waits for a span, but ends early if `isOver` gives true, and gives whether Ctrl-C was pressed meanwhile.
  func comes(within span: Duration, orUntil isOver: () -> Bool = { false }) -> Bool {
    let end = ContinuousClock.now + span
    while !isPressed() {
      let rest = end - ContinuousClock.now
      guard rest > .zero, !isOver() else { return false }
      Thread.sleep(forTimeInterval: min(0.05, rest / .seconds(1)))
    }
    return true
  }
}

/// A command that was ended with Ctrl-C.
struct Interrupted: Fault {
  var code: String { "interrupted" }
  var kind: FaultKind { .refused }
  var message: Bilingual { Bilingual(zh: "已中断，未完成", en: "Interrupted; not completed") }
}
