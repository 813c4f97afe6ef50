/// The text of 128 bits behind a prefix: 26 letters of `Base32`, the highest bits first. The first letter carries 3 bits, so each value has one spelling.
enum IdentifierText {
  /// The number of bytes of a text, its prefix included.
  static let size = 27

  static func write(_ value: UInt128, prefix: UInt8) -> String {
    String(unsafeUninitializedCapacity: size) { text in
      text[0] = prefix
      var rest = value
      for place in (1..<size).reversed() {
        text[place] = Base32.letters[Int(truncatingIfNeeded: rest) & 31]
        rest &>>= 5
      }
      return size
    }
  }

  /// The value of a text; nil unless `write` makes that very text of it.
  static func read(_ text: String, prefix: UInt8) -> UInt128? {
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.count == size, bytes[0] == prefix else { return nil }
      var value: UInt128 = 0
      for place in 1..<size {
        guard let letter = Base32.value(of: bytes[place]), place > 1 || letter < 8 else { return nil }
        value = value &<< 5 | UInt128(letter)
      }
      return value
    }
  }
}
