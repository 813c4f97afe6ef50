import Text

/// An identity number of 18 characters: of residents (GB 11643-1999), of the residence permits of Hong Kong, Macao and
/// Taiwan residents (810000, 820000, 830000), and of foreigners' permanent residence cards since 2023-12, which begin
/// with 9, the province of issue and the number of the country (announcement of the National Immigration
/// Administration, 2023-09). All hold the birth date and end with the same check character. Abolished division codes
/// are valid, so only the province is checked.
public struct IdentityNumber: Sendable, Hashable {
  /// The number: 17 digits and a digit or an upper-case `X`.
  public let text: String

  /// Accepts blanks, dashes and brackets between the characters, other scripts' digits, invisible marks, and any X.
  public init(_ text: String) throws(PersonFault) {
    let written = WrittenDigits(text).scalars.map { Self.crosses.contains($0) ? "X" : $0 }
    if let odd = written.dropLast().first(where: { !("0"..."9").contains($0) }) ?? Self.oddLast(written) {
      throw odd == "X" ? .invalidIDNumber(.shape) : .oddCharacter(OddCharacter(odd), in: .idNumber)
    }
    guard written.count == 18 else { throw .invalidIDNumber(.shape) }
    let digits = written[..<17].map { Int($0.value) - 48 }
    guard Self.isDivision(digits) else { throw .invalidIDNumber(.division) }
    guard Self.birthDay(digits) != nil else { throw .invalidIDNumber(.date) }
    guard written[17] == Self.checkCharacter(digits) else { throw .invalidIDNumber(.checkDigit) }
    self.text = String(String.UnicodeScalarView(written))
  }

  /// A number from the database, which was checked before it was stored.
  public init(stored text: String) { self.text = text }

  /// The normal form of a number on record, an old one of 15 digits included; any other text as it is.
  public static func normal(_ text: String) -> String {
    let number = (try? IdentityNumber(text)) ?? IdentityNumber(old: text)
    return number?.text ?? text.trimmingSpaces().uppercased()
  }

  /// A number of before 1999-10: the year of birth in two digits, no check character (GB 11643-1989). Nobody has such a
  /// number any more, but old records do.
  private init?(old text: String) {
    let written = WrittenDigits(text).scalars
    guard written.count == 15, written.allSatisfy({ ("0"..."9").contains($0) }) else { return nil }
    let longer = written[..<6] + ["1", "9"] + written[6...]
    let whole = longer + [Self.checkCharacter(longer.map { Int($0.value) - 48 })]
    guard let number = try? IdentityNumber(String(String.UnicodeScalarView(whole))) else { return nil }
    self = number
  }

  /// The day of birth written in the number.
  public var birthDay: CalendarDay {
    guard let day = Self.birthDay(text.utf8.prefix(17).map { Int($0) - 48 }) else {
      preconditionFailure("checked when the number was made")
    }
    return day
  }

  /// The characters taken as the X at the end: lower case, full width, the multiplication sign, the Roman ten, and the
  /// letters of other alphabets that look like an X.
  private static let crosses: Set<Unicode.Scalar> = ["X", "x", "Ｘ", "ｘ", "×", "✕", "Ⅹ", "ⅹ", "Х", "х", "Χ", "χ"]

  private static func oddLast(_ written: [Unicode.Scalar]) -> Unicode.Scalar? {
    written.last.flatMap { ("0"..."9").contains($0) || $0 == "X" ? nil : $0 }
  }

  /// Whether the digits begin with a division. A foreigner's number has the province behind the 9.
  private static func isDivision(_ digits: [Int]) -> Bool {
    if digits[0] == 9 { return mainland.contains(digits[1] * 10 + digits[2]) }
    let province = digits[0] * 10 + digits[1]
    return mainland.contains(province) || others.contains(province)
  }

  /// The provinces of GB/T 2260.
  private static let mainland: Set<Int> = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46,
    50, 51, 52, 53, 54, 61, 62, 63, 64, 65,
  ]

  /// Taiwan (71), Hong Kong and Macao, and the residence permits (81 to 83).
  private static let others: Set<Int> = [71, 81, 82, 83]

  private static func birthDay(_ digits: [Int]) -> CalendarDay? {
    func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
    let year = number(6..<10)
    guard year >= 1850 else { return nil }
    return CalendarDay(year: year, month: number(10..<12), day: number(12..<14))
  }

  /// The check character by ISO 7064 MOD 11-2.
  private static func checkCharacter(_ digits: [Int]) -> Unicode.Scalar {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
    return Array("10X98765432".unicodeScalars)[sum % 11]
  }
}
