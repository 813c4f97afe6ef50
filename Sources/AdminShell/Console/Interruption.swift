import Domain
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
  var comes: (_ within: Duration, _ orUntil: () -> Bool) -> Bool = { _, _ in false }
}

/// A command that was ended with Ctrl-C.
struct Interrupted: Fault {
  var code: String { "interrupted" }
  var kind: FaultKind { .refused }
  var message: Bilingual { Bilingual(zh: "已中断，未完成", en: "Interrupted; not completed") }
}
