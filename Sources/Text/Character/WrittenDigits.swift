/// Digits as people write and paste them: with blanks, dashes, dots and brackets between them, in full width or in
/// another script's digits, with marks nobody sees in front, as phones' address books add them.
public struct WrittenDigits {
  /// What is left: digits of ASCII, and whatever is none.
  public let scalars: [Unicode.Scalar]

  public init(_ text: String) { scalars = text.unicodeScalars.compactMap { Self.isGap($0) ? nil : Self.plain($0) } }

  public var text: String { String(String.UnicodeScalarView(scalars)) }

  /// The first that is no digit.
  public var firstOdd: OddCharacter? { scalars.first { !("0"..."9").contains($0) }.map(OddCharacter.init) }

  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue else { return scalar }
    return Unicode.Scalar(0x30 + UInt8(value))
  }

  /// Between digits it says nothing. A control character does: it is in no number that anybody wrote.
  private static func isGap(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isBlank || scalar.isDash || gaps.contains(scalar) { return true }
    return scalar.isHidden && !scalar.isUnreadable
  }

  private static let gaps: Set<Unicode.Scalar> = [
    "(", ")", "（", "）", "[", "]", "［", "］", "【", "】", ".", "．", "·", "•",
  ]
}

extension Unicode.Scalar {
  /// Every space there is, and the tab.
  public var isBlank: Bool { self == "\t" || properties.generalCategory == .spaceSeparator }

  /// Hyphens and dashes, the minus sign and the full-width ones.
  public var isDash: Bool {
    switch value {
    case 0x2d, 0x58a, 0x2010...0x2015, 0x2043, 0x207b, 0x2212, 0x2e3a, 0x2e3b, 0xfe58, 0xfe63, 0xff0d: true
    default: false
    }
  }

  /// What is in no text that anybody wrote: controls, line separators, private-use characters, bytes that could not be
  /// read.
  public var isUnreadable: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate: true
    default: value == 0xfffd || properties.isNoncharacterCodePoint
    }
  }
}
