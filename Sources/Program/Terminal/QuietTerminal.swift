import CTerminal

/// A terminal whose echo is off. Whatever signal ends or stops the program meanwhile, the terminal is restored first.
public enum QuietTerminal {
  /// Turns echo, line editing and the keys for signals off while the body runs. Nil if there is no terminal.
  static func reading<Value>(_ descriptor: Int32, _ body: () throws -> Value) rethrows -> Value? {
    guard chaka_terminal_hide(descriptor) else { return nil }
    defer { restore() }
    return try body()
  }

  /// Restores the terminal if its echo is off.
  public static func restore() { chaka_terminal_show() }
}
