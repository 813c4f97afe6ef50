extension String {
  /// The first character with which a name of an operator, a bank or a region could pass for another: what nobody sees,
  /// letters of other alphabets and signs that look like Chinese characters or Latin letters. Nil where people can tell the
  /// name by looking at it.
  public var firstUnplain: OddCharacter? {
    unicodeScalars.first { !$0.isPlainInName }.map(OddCharacter.init)
  }
}

extension Unicode.Scalar {
  /// Chinese characters, Latin letters, ASCII, and the punctuation of Chinese and English names.
  fileprivate var isPlainInName: Bool {
    (0x20...0x7e).contains(value) || isChinese || isLatin || Self.nameMarks.contains(self)
  }

  private static let nameMarks: Set<Unicode.Scalar> = ["·", "（", "）", "《", "》", "、", "，", "：", "’", "‘", "–", "—"]
}
