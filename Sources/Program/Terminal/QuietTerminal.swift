import Dispatch
import Foundation
import Synchronization

/// A terminal whose echo is off. Whatever signal ends the program meanwhile, the terminal is put back first.
public enum QuietTerminal {
  private struct State {
    var saved: (descriptor: Int32, settings: termios)?
    var sources: [any DispatchSourceSignal] = []
  }

  private static let state = Mutex(State())
  private static let ending = [SIGTERM, SIGHUP, SIGINT, SIGQUIT]

  /// Turns echo, line editing and the keys for signals off while the body runs. Nil where there is no terminal.
  static func reading<Value>(_ descriptor: Int32, _ body: () throws -> Value) rethrows -> Value? {
    var settings = termios()
    guard tcgetattr(descriptor, &settings) == 0 else { return nil }
    state.withLock { $0.saved = (descriptor, settings) }
    let watched = ending.filter { !isIgnored($0) }
    watch(watched)
    var quiet = settings
    quiet.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
    tcsetattr(descriptor, TCSAFLUSH, &quiet)
    defer {
      restore()
      unwatch(watched)
    }
    return try body()
  }

  /// Puts the terminal back if its echo is off.
  public static func restore() {
    state.withLock { state in
      guard var saved = state.saved else { return }
      tcsetattr(saved.descriptor, TCSAFLUSH, &saved.settings)
      state.saved = nil
    }
  }

  /// Whether somebody else has decided what a signal does: it is ignored, or watched in a way of its own.
  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    sigaction(number, nil, &action)
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  private static func watch(_ signals: [Int32]) {
    state.withLock { state in
      state.sources = signals.map { number in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler {
          restore()
          signal(number, SIG_DFL)
          kill(getpid(), number)
        }
        source.resume()
        return source
      }
    }
  }

  private static func unwatch(_ signals: [Int32]) {
    state.withLock { state in
      for source in state.sources { source.cancel() }
      state.sources = []
    }
    for number in signals { signal(number, SIG_DFL) }
  }
}
