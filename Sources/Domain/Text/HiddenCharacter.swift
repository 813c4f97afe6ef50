extension Unicode.Scalar {
  /// Whether nobody sees it, or it makes what stands around it look like something else: controls, line separators,
  /// marks of direction, joiners and other zero-width ones, variation selectors, tags, fillers, private-use characters,
  /// which look different everywhere, and U+FFFD, which stands where bytes could not be read.
  public var isHidden: Bool {
    switch value {
    case 0x20...0x7e: return false
    case 0x2800, 0xfffd: return true
    default: break
    }
    if properties.isDefaultIgnorableCodePoint || properties.isNoncharacterCodePoint { return true }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate: return true
    default: return false
    }
  }

  /// Whether it joins or varies emoji only: where it stands on one, what is seen is one picture.
  fileprivate var isEmojiJoint: Bool { value == 0x200d || value == 0xfe0e || value == 0xfe0f }

  fileprivate var carriesEmojiJoint: Bool {
    value > 0x7f && properties.isEmoji || properties.isEmojiModifier || value == 0xfe0f
  }
}

extension String {
  /// The first character that nobody sees, tabs and the joints of emoji aside; nil for what is as it looks.
  public var firstHidden: OddCharacter? {
    var previous: Unicode.Scalar = " "
    for scalar in unicodeScalars {
      if scalar.isHidden, scalar != "\t", !(scalar.isEmojiJoint && previous.carriesEmojiJoint) {
        return OddCharacter(scalar)
      }
      previous = scalar
    }
    return nil
  }
}
