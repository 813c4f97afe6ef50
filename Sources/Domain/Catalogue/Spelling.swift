/// The form in which spellings of one name are compared.
enum Spelling {
  /// The text in lower case, half width, Simplified characters, without apostrophes, words separated by one space.
  static func folded(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var isSpaceDue = false
    for scalar in text.unicodeScalars {
      if isSpace(scalar) {
        isSpaceDue = !result.isEmpty
      } else if !isApostrophe(scalar) {
        if isSpaceDue { result.append(" ") }
        isSpaceDue = false
        result.append(isASCII(scalar) ? scalar : Traditional.simplified(halfWidth(scalar)))
      }
    }
    return String(result).lowercased()
  }

  /// The folded text without its spaces: two spellings with the same key are the same.
  static func key(_ text: String) -> String { key(ofFolded: folded(text)) }

  static func key(ofFolded folded: String) -> String {
    folded.utf8.contains(UInt8(ascii: " ")) ? String(folded.unicodeScalars.filter { $0 != " " }) : folded
  }

  private static func isASCII(_ scalar: Unicode.Scalar) -> Bool { scalar.value < 0x80 }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    isASCII(scalar) ? scalar.value == 0x20 || (9...13).contains(scalar.value) : scalar.properties.isWhitespace
  }

  /// Whether the character is an apostrophe: straight, typographic, the modifier letter or full-width.
  private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x27, 0x2018, 0x2019, 0x02BC, 0xFF07: true
    default: false
    }
  }

  /// Full-width forms (U+FF01 to U+FF5E) stand at a fixed distance from ASCII.
  private static func halfWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
    return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
  }
}

/// A text that may be a part of names: it begins a name or a word of it; of a Chinese name it may be any part.
struct NamePart {
  private let bytes: [UInt8]

  init(_ text: String) {
    let folded = Spelling.folded(text)
    let isLatin = folded.utf8.first.map { $0 < 0x80 } ?? false
    bytes = Array((isLatin ? " " + folded : folded).utf8)
  }

  /// Whether the text fits this folded name. An empty text fits none.
  func fits(_ name: String) -> Bool {
    guard let first = bytes.first, bytes.count <= name.utf8.count + 1 else { return false }
    let hay = Array((" " + name).utf8)
    return (0...(hay.count - bytes.count)).contains { start in
      hay[start] == first && hay[start..<(start + bytes.count)].elementsEqual(bytes)
    }
  }
}
