import Foundation

/// Base64 (RFC 4648): bytes are written to the place where they are needed, and a text is read in its one spelling.
enum Base64 {
  enum Alphabet {
    /// The alphabet of section 4, with padding.
    case standard
    /// The alphabet of section 5 for URLs and file names, without padding.
    case url

    fileprivate var letters: StaticString {
      switch self {
      case .standard: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
      case .url: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
      }
    }

    fileprivate func size(of count: Int) -> Int {
      self == .standard ? (count + 2) / 3 * 4 : (count * 4 + 2) / 3
    }
  }

  static func text(of bytes: Data, _ alphabet: Alphabet = .standard) -> String {
    let size = alphabet.size(of: bytes.count)
    return bytes.withUnsafeBytes { bytes in
      String(unsafeUninitializedCapacity: size) { text in
        write(bytes, alphabet, to: text)
        return size
      }
    }
  }

  /// Appends the text of bytes to a text in UTF-8.
  static func append(_ bytes: some ContiguousBytes, _ alphabet: Alphabet = .standard, to text: inout [UInt8]) {
    bytes.withUnsafeBytes { bytes in
      let start = text.count
      text.append(contentsOf: repeatElement(0, count: alphabet.size(of: bytes.count)))
      text.withUnsafeMutableBufferPointer {
        write(bytes, alphabet, to: UnsafeMutableBufferPointer(rebasing: $0[start...]))
      }
    }
  }

  private static func write(
    _ bytes: UnsafeRawBufferPointer, _ alphabet: Alphabet, to text: UnsafeMutableBufferPointer<UInt8>
  ) {
    let letters = alphabet.letters.utf8Start
    let whole = bytes.count / 3 * 3
    var place = 0
    for start in stride(from: 0, to: whole, by: 3) {
      let group = Int(bytes[start]) << 16 | Int(bytes[start + 1]) << 8 | Int(bytes[start + 2])
      text[place] = letters[group >> 18]
      text[place + 1] = letters[group >> 12 & 63]
      text[place + 2] = letters[group >> 6 & 63]
      text[place + 3] = letters[group & 63]
      place += 4
    }
    guard whole < bytes.count else { return }
    let group = Int(bytes[whole]) << 16 | (whole + 1 < bytes.count ? Int(bytes[whole + 1]) << 8 : 0)
    text[place] = letters[group >> 18]
    text[place + 1] = letters[group >> 12 & 63]
    if whole + 1 < bytes.count { text[place + 2] = letters[group >> 6 & 63] }
    guard alphabet == .standard else { return }
    if whole + 1 == bytes.count { text[place + 2] = padding }
    text[place + 3] = padding
  }

  /// The bytes of a padded text of the standard alphabet. Nil for any other text, and for a second spelling of the same
  /// bytes: bits that stand for nothing have to be zero.
  static func bytes(of text: String) -> Data? {
    var text = text
    return text.withUTF8 { text in
      guard text.count % 4 == 0, let last = text.last else { return text.isEmpty ? Data() : nil }
      let padded = last != padding ? 0 : text[text.count - 2] != padding ? 1 : 2
      var bytes = Data(count: text.count / 4 * 3 - padded)
      let isRead = bytes.withUnsafeMutableBytes { read(text, padded: padded, to: $0) }
      return isRead ? bytes : nil
    }
  }

  private static func read(
    _ text: UnsafeBufferPointer<UInt8>, padded: Int, to bytes: UnsafeMutableRawBufferPointer
  ) -> Bool {
    values.withUnsafeBufferPointer { values in
      // Any value that is none has bits beyond the sixth.
      var seen: UInt32 = 0
      let whole = padded > 0 ? text.count - 4 : text.count
      var place = 0
      for start in stride(from: 0, to: whole, by: 4) {
        let (one, two) = (values[Int(text[start])], values[Int(text[start + 1])])
        let (three, four) = (values[Int(text[start + 2])], values[Int(text[start + 3])])
        seen |= one | two | three | four
        let group = one << 18 | two << 12 | three << 6 | four
        bytes[place] = UInt8(truncatingIfNeeded: group >> 16)
        bytes[place + 1] = UInt8(truncatingIfNeeded: group >> 8)
        bytes[place + 2] = UInt8(truncatingIfNeeded: group)
        place += 3
      }
      guard padded > 0 else { return seen < 64 }
      let (one, two) = (values[Int(text[whole])], values[Int(text[whole + 1])])
      let three = padded == 1 ? values[Int(text[whole + 2])] : 0
      let group = one << 18 | two << 12 | three << 6
      bytes[place] = UInt8(truncatingIfNeeded: group >> 16)
      if padded == 1 { bytes[place + 1] = UInt8(truncatingIfNeeded: group >> 8) }
      return (seen | one | two | three) < 64 && group & (padded == 1 ? 0xff : 0xffff) == 0
    }
  }

  private static let padding = UInt8(ascii: "=")
  private static let none: UInt32 = 64
  private static let values: [UInt32] = {
    var values = [UInt32](repeating: none, count: 256)
    for (value, letter) in Alphabet.standard.letters.description.utf8.enumerated() {
      values[Int(letter)] = UInt32(value)
    }
    return values
  }()
}
