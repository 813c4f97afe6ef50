/// A dictionary field of one member that is a byte sequence, as those of this protocol nearly always are.
enum ByteMember {
  /// The base64 between the colons, found without the general parser. Nil for any other field, which may well be valid.
  static func base64(_ key: String, of field: String) -> Substring? {
    let text = field.utf8
    guard text.count >= key.utf8.count + 3, text.starts(with: key.utf8), text.last == UInt8(ascii: ":") else {
      return nil
    }
    let mark = text.index(text.startIndex, offsetBy: key.utf8.count)
    let start = text.index(mark, offsetBy: 2)
    guard text[mark..<start].elementsEqual("=:".utf8) else { return nil }
    let content = text[start..<text.index(before: text.endIndex)]
    return content.allSatisfy(isBase64) ? Substring(content) : nil
  }

  private static func isBase64(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="): true
    default: false
    }
  }
}
