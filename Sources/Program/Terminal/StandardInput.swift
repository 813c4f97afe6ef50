import Foundation

/// Lines of standard input, taken byte by byte so that the next reader finds the next line.
public enum StandardInput {
  /// The next line without its line break. Throws `SecretInputFault.missing` at the end of the input.
  public static func line(
    from descriptor: Int32 = STDIN_FILENO, longest: Int = 4_096
  ) throws(SecretInputFault) -> String {
    var bytes: [UInt8] = []
    while let byte = nextByte(descriptor) {
      if byte == UInt8(ascii: "\n") { return try text(bytes) }
      bytes.append(byte)
      guard bytes.count <= longest else { throw .tooLong }
    }
    guard !bytes.isEmpty else { throw .missing }
    return try text(bytes)
  }

  static func nextByte(_ descriptor: Int32) -> UInt8? {
    var byte: UInt8 = 0
    while true {
      let count = read(descriptor, &byte, 1)
      if count == 1 { return byte }
      if count == 0 || errno != EINTR { return nil }
    }
  }

  private static func text(_ bytes: [UInt8]) throws(SecretInputFault) -> String {
    let line = bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes[...]
    guard let text = String(validating: line, as: UTF8.self) else { throw .notText }
    return text
  }
}
