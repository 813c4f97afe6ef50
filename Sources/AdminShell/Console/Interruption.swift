import Domain
import Foundation
import Text

/// Ctrl-C while a command is done. It ends the command and never the session.
struct Interruption {
  /// Whether it was pressed since the command began.
  var isPressed: () -> Bool = { false }

  /// For what takes long, as often as it can: throws a fault once Ctrl-C was pressed.
  func check() throws {
    if isPressed() { throw Interrupted() }
  }

  /// Waits, no longer than until something else is so, and says whether it was pressed meanwhile.
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
  var message: Bilingual { Bilingual(zh: "已中断，没有做完", en: "stopped before it was done") }
}
