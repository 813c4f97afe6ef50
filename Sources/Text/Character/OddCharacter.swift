/// A character that keeps a text from being what it should be, told so that a person finds it: the character itself
/// where it can be seen, its Unicode name where it cannot.
public struct OddCharacter: Sendable, Hashable {
  public let scalar: Unicode.Scalar

  public init(_ scalar: Unicode.Scalar) { self.scalar = scalar }

  /// `“3”（U+0033）`, `"3" (U+0033)`, `U+200B ZERO WIDTH SPACE`.
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
  /// `U+001B`
  public var codePoint: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// Whether it can be shown by itself: not hidden, no blank, and no mark that sits on another character.
  var isVisible: Bool {
    guard !isHidden, !properties.isWhitespace else { return false }
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .unassigned, .surrogate: return false
    default: return true
    }
  }
}
