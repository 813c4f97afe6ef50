/// A character that makes a text invalid, in a form in which people find it: the character itself if it is visible, its
/// Unicode name if not.
public struct OddCharacter: Sendable, Hashable {
  public let scalar: Unicode.Scalar

  public init(_ scalar: Unicode.Scalar) { self.scalar = scalar }

  /// The character for people: `“3”（U+0033）`, `"3" (U+0033)`, `U+200B ZERO WIDTH SPACE`.
  public var text: Bilingual {
    guard scalar.isVisible else {
      let name = [scalar.codePoint, scalar.properties.name].compactMap(\.self).joined(separator: " ")
      return Bilingual(zh: "看不见的字符 \(name)", en: "the invisible character \(name)")
    }
    return Bilingual(zh: "“\(scalar)”（\(scalar.codePoint)）", en: "\"\(scalar)\" (\(scalar.codePoint))")
  }

  public var facts: [JSONValue.Member] { [.init("character", .string(scalar.codePoint))] }
}

extension Unicode.Scalar {
  /// The code point, such as `U+001B`.
  public var codePoint: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// Whether the character can be shown by itself: not hidden, no blank, and no mark that sits on another character.
  var isVisible: Bool {
    guard !isHidden, !properties.isWhitespace else { return false }
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .unassigned, .surrogate: return false
    default: return true
    }
  }
}
