extension Unicode.Scalar {
  /// Whether this is a Chinese character of any block, rare ones of the extensions included, or 〇.
  public var isChinese: Bool { properties.isUnifiedIdeograph || value == 0x3007 }

  /// Whether this is a Latin letter with or without accents.
  public var isLatin: Bool {
    switch value {
    case 0x41...0x5a, 0x61...0x7a, 0xc0...0xd6, 0xd8...0xf6, 0xf8...0x1bf, 0x1c4...0x24f, 0x1e00...0x1eff: true
    default: false
    }
  }
}
