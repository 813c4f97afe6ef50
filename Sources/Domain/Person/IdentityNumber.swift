/// A resident identity number of 18 characters (GB 11643-1999), residence permits of Hong Kong, Macao and
/// Taiwan residents included. Abolished division codes are valid, so only the province is looked at.
public struct IdentityNumber: Sendable, Hashable {
  /// 17 digits and a digit or an upper-case `X`.
  public let text: String

  public init(_ text: String) throws(PersonFault) {
    let characters = Array(text.trimmingSpaces().uppercased().utf8)
    guard characters.count == 18, characters[..<17].allSatisfy(\.isDigit),
      characters[17].isDigit || characters[17] == UInt8(ascii: "X")
    else { throw .invalidIDNumber(.shape) }
    let digits = characters[..<17].map { Int($0) - 48 }
    guard Self.divisions.contains(digits[0] * 10 + digits[1]) else { throw .invalidIDNumber(.division) }
    guard Self.birthDay(digits) != nil else { throw .invalidIDNumber(.date) }
    guard characters[17] == Self.checkCharacter(digits) else { throw .invalidIDNumber(.checkDigit) }
    self.text = String(decoding: characters, as: UTF8.self)
  }

  /// One that was checked before it was stored.
  public init(stored text: String) { self.text = text }

  /// The day of birth written in the number.
  public var birthDay: CalendarDay {
    guard let day = Self.birthDay(text.utf8.prefix(17).map { Int($0) - 48 }) else {
      preconditionFailure("checked when the number was made")
    }
    return day
  }

  /// GB/T 2260 provinces, Taiwan (71), Hong Kong and Macao, and the residence permits (81 to 83).
  private static let divisions = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46,
    50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83,
  ]

  private static func birthDay(_ digits: [Int]) -> CalendarDay? {
    func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
    let year = number(6..<10)
    guard year >= 1850 else { return nil }
    return CalendarDay(year: year, month: number(10..<12), day: number(12..<14))
  }

  /// ISO 7064 MOD 11-2.
  private static func checkCharacter(_ digits: [Int]) -> UInt8 {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
    return Array("10X98765432".utf8)[sum % 11]
  }
}
