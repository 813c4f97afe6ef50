import Dispatch
import Foundation
import Program
import Synchronization

/// Ctrl-C while a person's program runs.
enum Interruption {
  private static let source = Mutex<(any DispatchSourceSignal)?>(nil)

  /// Ends the line and the program at Ctrl-C. No work is left half done: everything that was acknowledged is on disk.
  static func leaveCleanly() {
    source.withLock { current in
      guard current == nil else { return }
      signal(SIGINT, SIG_IGN)
      let made = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
      made.setEventHandler {
        QuietTerminal.restore()
        Output.error.line()
        _exit(130)
      }
      made.resume()
      current = made
    }
  }
}
