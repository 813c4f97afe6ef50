import Text

/// The meaning of a character in a name on an identity document, where names are written in Chinese characters or Latin
/// letters.
enum NameCharacter: Equatable {
  case chinese
  case latin
  /// An accent that has no letter of its own with the one before it.
  case accent
  /// The dot between the parts of a name, U+00B7.
  case dot
  /// A full stop: behind a Latin letter it is itself, behind a Chinese character it stands for the dot.
  case stop
  case blank
  case hyphen
  case apostrophe
  /// An invisible character: a joiner, a variation selector, a mark that came with copying.
  case nothing
  /// A character that no name has.
  case odd

  init(_ scalar: Unicode.Scalar) {
    self =
      switch scalar {
      case _ where scalar.isChinese: .chinese
      case _ where scalar.isLatin: .latin
      case _ where Self.dots.contains(scalar.value): .dot
      case _ where Self.stops.contains(scalar.value): .stop
      case _ where scalar.isBlank: .blank
      case _ where scalar.isDash: .hyphen
      case _ where Self.apostrophes.contains(scalar.value): .apostrophe
      case _ where scalar.turnsDirection: .odd
      case _ where scalar.properties.isDefaultIgnorableCodePoint: .nothing
      case "\u{300}"..."\u{36f}": .accent
      default: .odd
      }
  }

  /// The characters that input methods, fonts and code pages make of the dot in names such as 买买提·吐尔逊.
  static let dots: Set<UInt32> = [
    0xb7, 0x2d9, 0x387, 0x5c5, 0x0701, 0x0702, 0x119e, 0x1427, 0x16eb, 0x2022, 0x2027, 0x2218, 0x2219, 0x22c5, 0x25aa,
    0x25cf, 0x25e6, 0x26ab, 0x2981, 0x2a33, 0x2b24, 0x2b29, 0x2e30, 0x2e31, 0x2e33, 0x3002, 0x30fb, 0x318d, 0xa78f,
    0xff61, 0xff65, 0x10101, 0x1d16d, 0x1f784, 0x1f785, 0x1f786,
  ]

  static let stops: Set<UInt32> = [0x2e, 0x2024, 0xa4f8, 0xfe52, 0xff0e]

  static let apostrophes: Set<UInt32> = [
    0x27, 0x60, 0xb4, 0x2b9, 0x2bb, 0x2bc, 0x2bd, 0x2be, 0x2bf, 0x2c8, 0x2018, 0x2019, 0x201b, 0x2032, 0x2035, 0xa78b,
    0xa78c, 0xff07, 0xff40,
  ]
}

extension Unicode.Scalar {
  /// Whether the character is an embedding, an override or an isolate, which reorder the text around them: whoever
  /// writes one intends another reading of the name.
  var turnsDirection: Bool { (0x202a...0x202e).contains(value) || (0x2066...0x2069).contains(value) }

  /// The characters for which this one stands: for full and half width, Kangxi's radicals, ligatures, styled letters,
  /// and the rare characters that GBK kept in its private-use area (U+E863 is 䶮). Any other character stands for
  /// itself.
  var meant: [Unicode.Scalar] {
    if let character = Self.gbk(value) { return [character] }
    guard value >= 0x80, !isChinese, !NameCharacter.dots.contains(value), !NameCharacter.stops.contains(value) else {
      return [self]
    }
    let plain = Array(String(self).compatiblyComposed.unicodeScalars)
    return plain.allSatisfy { $0.isChinese || $0.isLatin } && mayStandForOthers ? plain : [self]
  }

  /// Whether the character is a letter or a radical; a circled or squared one is a sign of its own.
  private var mayStandForOthers: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    default: (0x2e80...0x2fdf).contains(value)
    }
  }

  private static func gbk(_ value: UInt32) -> Unicode.Scalar? {
    guard (0xe815...0xe864).contains(value), case let meant = gbkCharacters[Int(value - 0xe815)], meant > 0 else {
      return nil
    }
    return Unicode.Scalar(meant)
  }

  /// From U+E815 on: the characters that GBK had and Unicode had not yet (GB 18030-2022, table D.1); 0 for radicals.
  private static let gbkCharacters: [UInt32] = [
    0, 0x20087, 0x20089, 0x200cc, 0, 0x3473, 0x3447, 0, 0, 0x9fb4, 0x359e, 0x361a, 0x360e, 0, 0, 0x396e, 0x3918,
    0x9fb5, 0x39cf, 0x39df, 0x3a73, 0x39d0, 0x9fb6, 0x9fb7, 0x3b4e, 0x3c6e, 0x3ce0, 0, 0x215d7, 0x9fb8, 0, 0x4056,
    0x415f, 0, 0x4337, 0, 0, 0, 0x2298f, 0x43b1, 0x43ac, 0, 0x43dd, 0x44d6, 0x4661, 0x464c, 0x9fb9, 0x4723, 0x4729,
    0x477c, 0x478d, 0, 0x4947, 0x497a, 0x497d, 0x4982, 0x4983, 0x4985, 0x4986, 0x499f, 0x499b, 0x49b7, 0x49b6, 0x9fba,
    0x241fe, 0x4ca3, 0x4c9f, 0x4ca0, 0x4ca1, 0x4c77, 0x4ca2, 0x4d13, 0x4d14, 0x4d15, 0x4d16, 0x4d17, 0x4d18, 0x4d19,
    0x4dae, 0x9fbb,
  ]
}
