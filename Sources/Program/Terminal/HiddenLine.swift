import Foundation

/// A line typed at a terminal without echo.
///
/// Ctrl-C is read as a character, and a signal from elsewhere ends the program only after the terminal was restored.
enum HiddenLine {
  /// Reads a line. `prompt` is called once the echo is off, so that nothing that a person types from then on is shown
  /// or lost.
  static func read(from descriptor: Int32, longest: Int, prompt: () -> Void = {}) throws -> String {
    let typed = try QuietTerminal.reading(descriptor) {
      prompt()
      var line = TypedLine()
      while let byte = StandardInput.nextByte(descriptor) {
        if try line.take(byte) { return line.text }
        if line.count > longest { throw SecretInputFault.tooLong }
      }
      return line.text
    }
    if let typed { return typed }
    prompt()
    return try StandardInput.line(from: descriptor, longest: longest)
  }
}

/// The line editing that a terminal would do itself.
struct TypedLine {
  private var bytes: [UInt8] = []

  var text: String { String(decoding: bytes, as: UTF8.self) }
  var count: Int { bytes.count }

  /// Takes one byte; true at the end of the line.
  mutating func take(_ byte: UInt8) throws -> Bool {
    switch byte {
    case 0x0a, 0x0d: return true
    case 0x03, 0x1c: throw CancellationError()
    case 0x04:
      guard bytes.isEmpty else { return true }
      throw CancellationError()
    case 0x08, 0x7f: if !bytes.isEmpty { bytes = Array(String(text.dropLast()).utf8) }
    case 0x15: bytes = []
    default: bytes.append(byte)
    }
    return false
  }
}
