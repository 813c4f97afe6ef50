/// The number of columns that a text takes on a terminal: East Asian wide and fullwidth characters and emoji two,
/// combining marks none (Unicode Standard Annex #11; ambiguous characters count as one).
public func displayWidth(_ text: String) -> Int {
  plainWidth(text) ?? text.reduce(0) { $0 + displayWidth($1) }
}

/// The width of a text of plain letters, Chinese characters and lines, none of which joins another; nil for any other
/// text.
private func plainWidth(_ text: String) -> Int? {
  var width = 0
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0x20...0x7e, 0x2500...0x259f: width += 1
    case 0x4e00...0x9fff, 0x3001...0x3002, 0xff01...0xff60: width += 2
    default: return nil
    }
  }
  return width
}

/// The columns of one character as people see it.
public func displayWidth(_ character: Character) -> Int {
  let scalars = character.unicodeScalars
  guard let base = scalars.first(where: { !$0.isZeroWidth }) else { return 0 }
  if base.properties.isEmojiPresentation || base.isWide { return 2 }
  let isEmojiSequence = base.properties.isEmoji && scalars.contains { $0 == "\u{fe0f}" || $0 == "\u{20e3}" }
  return isEmojiSequence ? 2 : 1
}

extension String {
  /// The text with spaces at the end, up to a number of columns; longer texts stay as they are.
  public func padded(to columns: Int) -> String {
    self + String(repeating: " ", count: max(0, columns - displayWidth(self)))
  }

  /// The text with spaces in front, up to a number of columns.
  public func paddedInFront(to columns: Int) -> String {
    String(repeating: " ", count: max(0, columns - displayWidth(self))) + self
  }

  /// The text cut to a number of columns, with `…` in place of the missing end.
  public func truncated(to columns: Int) -> String {
    guard displayWidth(self) > columns else { return self }
    guard columns > 0 else { return "" }
    var (kept, width) = ("", 0)
    for character in self {
      width += displayWidth(character)
      if width > columns - 1 { break }
      kept.append(character)
    }
    return kept + "…"
  }

  /// The text with its invisible characters made visible, so that no stored text can steer a terminal.
  public var withoutControls: String { legible }
}

extension Unicode.Scalar {
  fileprivate var isZeroWidth: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: value != 0xad
    default: (0x1160...0x11ff).contains(value)
    }
  }

  fileprivate var isWide: Bool { Self.wideRanges.contains { $0.contains(value) } }

  /// The blocks of EastAsianWidth.txt that are W or F, without emoji.
  private static let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115f, 0x2329...0x232a, 0x2e80...0x303e, 0x3041...0x33ff, 0x3400...0x4dbf, 0x4e00...0xa4cf,
    0xa960...0xa97f, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe10...0xfe19, 0xfe30...0xfe6f, 0xff01...0xff60,
    0xffe0...0xffe6, 0x16fe0...0x18dff, 0x1aff0...0x1b2ff, 0x1f200...0x1f2ff, 0x20000...0x3fffd,
  ]
}
