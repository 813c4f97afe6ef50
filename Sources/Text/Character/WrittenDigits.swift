/// Digits as people write and paste them: with blanks, dashes, dots and brackets between them, in full width or in
/// another script's digits, with invisible marks in front, as phones' address books add them.
public struct WrittenDigits {
  /// The remaining characters: digits of ASCII, and others that are none.
  public let scalars: [Unicode.Scalar]

  public init(_ text: String) { scalars = text.unicodeScalars.compactMap { Self.isGap($0) ? nil : Self.plain($0) } }

  public var text: String { String(String.UnicodeScalarView(scalars)) }

  /// The first character that is no digit.
  public var firstOdd: OddCharacter? { scalars.first { !("0"..."9").contains($0) }.map(OddCharacter.init) }

  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue else { return scalar }
    return Unicode.Scalar(0x30 + UInt8(value))
  }

  /// Whether the character means nothing between digits. A control character does: nobody writes one in a number.
  private static func isGap(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isBlank || scalar.isDash || gaps.contains(scalar) { return true }
    return scalar.isHidden && !scalar.isUnreadable
  }

  private static let gaps: Set<Unicode.Scalar> = [
    "(", ")", "（", "）", "[", "]", "［", "］", "【", "】", ".", "．", "·", "•",
  ]
}

extension Unicode.Scalar {
  /// Whether this is a space of any kind, or the tab.
  public var isBlank: Bool { self == "\t" || properties.generalCategory == .spaceSeparator }

  /// Whether this is a hyphen or dash, the minus sign or a full-width one.
  public var isDash: Bool {
    switch value {
    case 0x2d, 0x58a, 0x2010...0x2015, 0x2043, 0x207b, 0x2212, 0x2e3a, 0x2e3b, 0xfe58, 0xfe63, 0xff0d: true
    default: false
    }
  }

  /// Whether nobody writes the character in a text: controls, line separators, private-use characters, bytes that could
  /// not be read.
  public var isUnreadable: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate: true
    default: value == 0xfffd || properties.isNoncharacterCodePoint
    }
  }
}
