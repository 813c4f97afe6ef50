/// A line that is still being typed, up to the cursor: the words before the last one, and the last one so far.
struct PartialLine {
  let words: [Word]
  /// The text before the last word.
  let stem: String
  /// The typed beginning of the last word, without its quote; empty after a blank.
  let typed: String
  /// Whether the cursor stands inside quotes.
  let isQuoted: Bool
  /// Whether the last word began with a quote.
  let beganQuoted: Bool

  /// Nil if nothing can be completed: in a comment, or behind a mistake.
  init?(_ before: String) {
    let scalars = Array(before.unicodeScalars)
    guard let (start, quote) = Self.lastWord(of: scalars) else { return nil }
    let last = scalars[start...]
    guard let words = Self.words(String(String.UnicodeScalarView(scalars[..<start]))) else { return nil }
    self.words = words
    stem = String(String.UnicodeScalarView(scalars[..<start]))
    isQuoted = quote != nil
    beganQuoted = last.first == "\"" || last.first == "'"
    let isClosed = beganQuoted && quote == nil
    guard !isClosed else { return nil }
    typed = String(String.UnicodeScalarView(beganQuoted ? last.dropFirst() : last))
  }

  /// Whether the cursor stands behind a pipe.
  var isStage: Bool { words.contains(where: \.isPipe) }

  /// The words of the command being typed: of a stage those behind its pipe, of `watch` those of the watched command.
  var commandWords: [Word] {
    guard !isStage else { return Array(words.reversed().prefix { !$0.isPipe }.reversed()) }
    return words.count >= 2 && words[0].text == "watch" ? Array(words.dropFirst(2)) : words
  }

  private static func words(_ text: String) -> [Word]? {
    var lexer = Lexer(LineReader(file: "", bytes: Array(text.utf8)))
    return try? lexer.next() ?? []
  }

  /// The place where the last word begins, and the quote that is still open at the end; nil in a comment.
  private static func lastWord(of scalars: [Unicode.Scalar]) -> (start: Int, quote: Unicode.Scalar?)? {
    var start = 0
    var quote: Unicode.Scalar?
    var isEscaped = false
    for (index, scalar) in scalars.enumerated() {
      if let open = quote {
        if scalar == open, !isEscaped { quote = nil }
        isEscaped = scalar == "\\" && open == "\"" && !isEscaped
      } else if scalar == "\"" || scalar == "'" {
        quote = scalar
      } else if scalar.isBlank || scalar == Lexer.pipe {
        start = index + 1
      } else if scalar == "#", index == start {
        return nil
      }
    }
    return (start, quote)
  }
}
