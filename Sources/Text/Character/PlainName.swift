extension String {
  /// The first character with which a name of an operator, a bank or a region could pass for another: invisible ones,
  /// letters of other alphabets and signs that look like Chinese characters or Latin letters. Nil if people can
  /// recognise the name by its look.
  public var firstUnplain: OddCharacter? {
    unicodeScalars.first { !$0.isPlainInName }.map(OddCharacter.init)
  }
}

extension Unicode.Scalar {
  /// Whether the character belongs in names: Chinese characters, Latin letters, ASCII, and the punctuation of Chinese
  /// and English names.
  fileprivate var isPlainInName: Bool {
    (0x20...0x7e).contains(value) || isChinese || isPlainLatin || Self.nameMarks.contains(self)
  }

  /// Whether the character is an ASCII letter with visible marks, or one of the other letters of European languages. A
  /// dotless i, a long s and letters made by linguists pass for others.
  private var isPlainLatin: Bool {
    guard isLatin else { return false }
    let base = String(self).decomposed.unicodeScalars.first ?? self
    return base.isASCII || Self.ownLetters.contains(self)
  }

  private static let ownLetters: Set<Unicode.Scalar> = [
    "Æ", "æ", "Ø", "ø", "Œ", "œ", "ß", "ẞ", "Ð", "ð", "Þ", "þ", "Đ", "đ", "Ħ", "ħ", "Ł", "ł", "Ŋ", "ŋ",
  ]

  private static let nameMarks: Set<Unicode.Scalar> = ["·", "（", "）", "《", "》", "、", "，", "：", "’", "‘", "–", "—"]
}
