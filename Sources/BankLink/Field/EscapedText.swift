import Foundation

/// A text with its escapes undone.
enum EscapedText {
  private static let deepest = 4

  /// The bytes of a text with every `%31`, `\u0031` and `\x31` replaced by its character, however often it was escaped;
  /// nil if one of these is no visible ASCII, or escapes are nested too deep.
  static func plain(_ text: String) -> [UInt8]? {
    var bytes = Array(text.utf8)
    for _ in 0..<deepest {
      guard bytes.allSatisfy({ (0x20...0x7e).contains($0) || $0 == 0x09 }) else { return nil }
      guard let next = unescaped(bytes) else { return bytes }
      bytes = next
    }
    return nil
  }

  /// Nil if there is no escape.
  private static func unescaped(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "\\") }) else { return nil }
    var result: [UInt8] = []
    var position = 0
    while position < bytes.count {
      let (scalar, length) = escape(at: position, in: bytes) ?? (Unicode.Scalar(bytes[position]), 1)
      result += Array(String(Character(scalar)).utf8)
      position += length
    }
    return result == bytes ? nil : result
  }

  private static func escape(at position: Int, in bytes: [UInt8]) -> (Unicode.Scalar, Int)? {
    for (mark, digits) in [("%u", 4), ("%", 2), ("\\u", 4), ("\\x", 2)] {
      let start = position + mark.utf8.count
      guard bytes[position...].starts(with: mark.utf8), start + digits <= bytes.count,
        bytes[start..<start + digits].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
        let value = UInt32(String(decoding: bytes[start..<start + digits], as: UTF8.self), radix: 16)
      else { continue }
      return (Unicode.Scalar(value) ?? "\u{fffd}", start + digits - position)
    }
    return nil
  }

  /// The texts that the longer words hold in Base64.
  static func hidden(in bytes: [UInt8]) -> [String] {
    bytes.split { !isBase64($0) }.filter { $0.count >= 16 }.compactMap { word in
      let text = String(decoding: word.map(standard), as: UTF8.self)
      let end = text.utf8.count % 4
      let whole = end == 1 ? String(text.dropLast()) : text + String(repeating: "=", count: (4 - end) % 4)
      guard let bytes = Data(base64Encoded: whole), let said = String(validating: bytes, as: UTF8.self),
        said.unicodeScalars.allSatisfy(isWritten)
      else { return nil }
      return said
    }
  }

  /// The byte in the first of the two alphabets of Base64.
  private static func standard(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "-"): UInt8(ascii: "+")
    case UInt8(ascii: "_"): UInt8(ascii: "/")
    default: byte
    }
  }

  /// Whether people write the character: ASCII, or a Chinese character. Random bytes nearly never are all of these.
  private static func isWritten(_ scalar: Unicode.Scalar) -> Bool {
    (0x20...0x7e).contains(scalar.value) || scalar.properties.isIdeographic
  }

  private static func isBase64(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "-"),
      UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
