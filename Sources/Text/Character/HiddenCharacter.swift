extension Unicode.Scalar {
  /// Whether the character is invisible, or makes the text around it look like another: controls, line separators,
  /// marks of direction, joiners and other zero-width ones, variation selectors, tags, fillers, private-use characters,
  /// which look different everywhere, and U+FFFD, which stands for unreadable bytes.
  public var isHidden: Bool {
    switch value {
    case 0x20...0x7e, 0x3001...0x3029, 0x4e00...0x9fff: return false
    case 0x2800, 0xfffd: return true
    default: break
    }
    if properties.isDefaultIgnorableCodePoint || properties.isNoncharacterCodePoint { return true }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate: return true
    default: return false
    }
  }

  /// Whether the character joins or varies emoji: behind one, the two are seen as one picture.
  fileprivate var isEmojiJoint: Bool { value == 0x200d || value == 0xfe0e || value == 0xfe0f }

  fileprivate var carriesEmojiJoint: Bool {
    value > 0x7f && properties.isEmoji || properties.isEmojiModifier || value == 0xfe0f
  }
}

extension String {
  /// The first invisible character, tabs and the joints of emoji aside; nil if there is none.
  public var firstHidden: OddCharacter? {
    var previous: Unicode.Scalar = " "
    for scalar in unicodeScalars {
      if scalar.isHidden(after: previous), scalar != "\t" { return OddCharacter(scalar) }
      previous = scalar
    }
    return nil
  }

  /// The text for display: U+FFFD in place of each invisible character, so that no argument, file, bank or stored text
  /// steers a terminal, breaks out of its line or passes for another.
  public var legible: String {
    guard !utf8.allSatisfy({ (0x20...0x7e).contains($0) }) else { return self }
    var (shown, previous) = (String.UnicodeScalarView(), " " as Unicode.Scalar)
    for scalar in unicodeScalars {
      shown.append(scalar.isHidden(after: previous) ? "\u{fffd}" : scalar)
      previous = scalar
    }
    return String(shown)
  }
}

extension Unicode.Scalar {
  fileprivate func isHidden(after previous: Unicode.Scalar) -> Bool {
    isHidden && !(isEmojiJoint && previous.carriesEmojiJoint)
  }
}
