import Domain
import Text

extension Arguments {
  /// A number that people are given: letters and digits, in any case.
  func identifier(_ position: Int, _ kind: Operand.Kind) throws -> String {
    let word = operands[position]
    let text = word.text.uppercased()
    let isIdentifier =
      (2...64).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      }
    guard isIdentifier else { throw Diagnostic(SyntaxFault.notA(kind, word.text), at: word.place) }
    return text
  }

  /// A hash: SHA-256 in hexadecimal; nil if the clause is missing.
  func hash(_ keyword: String) throws -> String? {
    try clause(keyword).first.map { word in
      let text = word.text.lowercased()
      guard text.utf8.count == 64, text.allSatisfy(\.isHexDigit) else {
        throw Diagnostic(SyntaxFault.notA(.hash, word.text), at: word.place)
      }
      return text
    }
  }

  /// The largest number of characters of a name.
  static let longestName = 100

  /// The Chinese name and, after it, the English one.
  func bilingual(_ position: Int) throws -> Bilingual {
    Bilingual(zh: try name(operands[position]), en: try name(operands[position + 1]))
  }

  /// A name. Throws if it has an invisible character: a bank that looks like another could pass for it.
  func name(_ word: Word) throws -> String {
    let name = word.text.trimmingSpaces().composed
    if let odd = name.firstUnplain { throw Diagnostic(SyntaxFault.notInName(odd), at: word.place) }
    return try value(word, .name) { _ in (1...Self.longestName).contains(name.count) ? name : nil }
  }
}
