/// Finds `zh: "...", en: "..."` in a source file.
struct LiteralScanner {
  struct Pair {
    let zh: String
    let en: String
    /// Whether the texts have words of their own; interpolations and single words, such as names, may be all of a text.
    var hasWords: Bool { zh.contains(" ") && zh.unicodeScalars.contains(where: \.properties.isAlphabetic) }
    /// Whether the texts are endings, such as a plural's, which one language may do without.
    var isShort: Bool { zh.count <= 3 && en.count <= 3 }
  }

  static func pairs(in source: String) -> [Pair] {
    var pairs: [Pair] = []
    var rest = Array(source.unicodeScalars)[...]
    while let zh = literal(after: "zh:", in: &rest) {
      var ahead = rest
      let separator = ahead.prefix { $0 == "," || $0.properties.isWhitespace }
      ahead = ahead.dropFirst(separator.count)
      guard ahead.starts(with: "en:".unicodeScalars), let en = literal(after: "en:", in: &ahead) else { continue }
      pairs.append(Pair(zh: zh, en: en))
      rest = ahead
    }
    return pairs
  }

  /// The next literal directly behind a label, without its interpolations.
  private static func literal(after label: String, in rest: inout ArraySlice<Unicode.Scalar>) -> String? {
    let label = Array(label.unicodeScalars)
    while !rest.isEmpty {
      guard rest.starts(with: label) else {
        rest = rest.dropFirst()
        continue
      }
      rest = rest.dropFirst(label.count).drop(while: \.properties.isWhitespace)
      guard rest.first == "\"" else { continue }
      return text(in: &rest)
    }
    return nil
  }

  private static func text(in rest: inout ArraySlice<Unicode.Scalar>) -> String {
    let quote = Array(rest.starts(with: "\"\"\"".unicodeScalars) ? "\"\"\"".unicodeScalars : "\"".unicodeScalars)
    rest = rest.dropFirst(quote.count)
    var text = String.UnicodeScalarView()
    while !rest.isEmpty, !rest.starts(with: quote) {
      if rest.starts(with: "\\(".unicodeScalars) {
        rest = rest.dropFirst()
        skipParentheses(in: &rest)
      } else if rest.first == "\\" {
        text.append(contentsOf: rest.prefix(2).dropFirst())
        rest = rest.dropFirst(2)
      } else {
        text.append(rest.removeFirst())
      }
    }
    rest = rest.dropFirst(quote.count)
    return String(text)
  }

  private static func skipParentheses(in rest: inout ArraySlice<Unicode.Scalar>) {
    var depth = 0
    repeat {
      let scalar = rest.removeFirst()
      depth += scalar == "(" ? 1 : scalar == ")" ? -1 : 0
    } while depth > 0 && !rest.isEmpty
  }
}
