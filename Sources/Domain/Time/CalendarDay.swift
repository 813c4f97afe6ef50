/// A natural day in China Standard Time (fixed +08:00), counted from 1970-01-01.
public struct CalendarDay: Sendable, Hashable, Comparable, Codable {
  public let number: Int

  public init(number: Int) {
    self.number = number
  }

  static let offsetMilliseconds: Int64 = 8 * 3_600_000
  static let lengthMilliseconds: Int64 = 24 * 3_600_000

  public static func < (left: CalendarDay, right: CalendarDay) -> Bool { left.number < right.number }

  /// The midnight at which the day begins.
  public var start: Moment {
    Moment(milliseconds: Int64(number) * Self.lengthMilliseconds - Self.offsetMilliseconds)
  }

  /// The midnight at which the day ends.
  public var end: Moment { adding(1).start }

  public func adding(_ days: Int) -> CalendarDay { CalendarDay(number: number + days) }
}

extension CalendarDay: CustomStringConvertible {
  /// The date as `2022-06-09`.
  public var description: String {
    var text = PaddedNumbers()
    text.append(self)
    return text.ending("")
  }

  /// The date as `20220609`.
  public var digits: String { description.filter { $0 != "-" } }

  /// Year, month and day by the proleptic Gregorian calendar (H. Hinnant, "chrono-compatible low-level date
  /// algorithms").
  public var civil: (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = shifted.flooredQuotient(146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// Nil if there is no such date.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9_999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear.flooredQuotient(400)
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.init(number: era * 146_097 + dayOfEra - 719_468)
    guard civil == (year, month, day) else { return nil }
  }

  /// Reads `YYYY-MM-DD`.
  public init?(text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2], parts.allSatisfy({ $0.utf8.allSatisfy(\.isDigit) }) else { return nil }
    let numbers = parts.compactMap { Int($0) }
    self.init(year: numbers[0], month: numbers[1], day: numbers[2])
  }
}

extension FixedWidthInteger {
  /// The quotient rounded down, also below zero.
  func flooredQuotient(_ divisor: Self) -> Self {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
