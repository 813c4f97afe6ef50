/// A point in time: milliseconds since 1970-01-01T00:00:00Z. Shown and read in China Standard Time, fixed +08:00.
public struct Moment: Sendable, Hashable, Comparable, Codable {
  public let milliseconds: Int64

  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  public static func < (left: Moment, right: Moment) -> Bool {
    left.milliseconds < right.milliseconds
  }

  public func adding(_ duration: Span) -> Moment {
    Moment(milliseconds: milliseconds + duration.milliseconds)
  }

  public func since(_ other: Moment) -> Span {
    Span(milliseconds: milliseconds - other.milliseconds)
  }

  /// The China Standard Time day this moment lies in.
  public var day: CalendarDay {
    CalendarDay(
      number: Int((milliseconds + CalendarDay.offsetMilliseconds).flooredQuotient(CalendarDay.lengthMilliseconds)))
  }

  public static let distantFuture = Moment(milliseconds: Int64.max / 4)
}

/// A length of time in milliseconds.
public struct Span: Sendable, Hashable, Comparable {
  public let milliseconds: Int64

  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  public static func < (left: Span, right: Span) -> Bool { left.milliseconds < right.milliseconds }
  public static func milliseconds(_ count: Int64) -> Span { Span(milliseconds: count) }
  public static func seconds(_ count: Int64) -> Span { Span(milliseconds: count * 1_000) }
  public static func minutes(_ count: Int64) -> Span { seconds(count * 60) }
  public static func hours(_ count: Int64) -> Span { minutes(count * 60) }
  /// A span of periods of 24 hours, not of natural days.
  public static func days(_ count: Int64) -> Span { hours(count * 24) }
}

extension Moment: CustomStringConvertible {
  /// The time by RFC 3339 with `+08:00`; with milliseconds only if they are not 0.
  public var description: String {
    let day = day
    let inDay = Int(milliseconds + CalendarDay.offsetMilliseconds - Int64(day.number) * CalendarDay.lengthMilliseconds)
    let (seconds, fraction) = (inDay / 1_000, inDay % 1_000)
    var text = PaddedNumbers()
    text.append(day)
    text.append("T", seconds / 3_600, width: 2)
    text.append(":", seconds / 60 % 60, width: 2)
    text.append(":", seconds % 60, width: 2)
    if fraction != 0 { text.append(".", fraction, width: 3) }
    return text.ending("+08:00")
  }

  /// The time from which on something is possible, for people: the first full minute that is not before.
  public var shortFrom: String { adding(.milliseconds(59_999)).short }

  /// The time at which something ends, for people; a midnight is the end of the day before it: `2022-06-16 24:00`.
  public var lastMinute: String { self == day.start ? "\(day.adding(-1)) 24:00" : short }

  /// For people, where seconds matter: `2022-06-09 10:30:05`.
  public var withSeconds: String {
    String(description.prefix(19)).split(separator: "T").joined(separator: " ")
  }

  /// The time for people: `2022-06-09 10:30`.
  public var short: String {
    String(description.prefix(16)).split(separator: "T").joined(separator: " ")
  }
}

extension Moment {
  /// Reads RFC 3339 (any offset, `Z` included; a `T` or a space between date and time; seconds may be left out),
  /// or a bare date, which is its midnight, +08:00. Nil for anything else, dates that do not exist included.
  public init?(text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 10, let day = CalendarDay(text: String(decoding: bytes[..<10], as: UTF8.self)) else {
      return nil
    }
    guard bytes.count > 10 else {
      self = day.start
      return
    }
    guard let time = TimeOfDay(bytes: bytes[10...]) else { return nil }
    let midnight = Int64(day.number) * CalendarDay.lengthMilliseconds
    self.init(milliseconds: midnight + time.milliseconds - time.offsetMilliseconds)
  }
}

/// The part of an RFC 3339 time after the date.
private struct TimeOfDay {
  var milliseconds: Int64 = 0
  var offsetMilliseconds: Int64 = CalendarDay.offsetMilliseconds

  init?(bytes: ArraySlice<UInt8>) {
    var rest = bytes
    guard let mark = rest.popFirst(),
      mark == UInt8(ascii: "T") || mark == UInt8(ascii: "t") || mark == UInt8(ascii: " "),
      let hours = Self.twoDigits(&rest, below: 24), Self.skip(&rest, ":"),
      let minutes = Self.twoDigits(&rest, below: 60)
    else { return nil }
    milliseconds = (hours * 60 + minutes) * 60_000
    if Self.skip(&rest, ":") {
      guard let seconds = Self.twoDigits(&rest, below: 60) else { return nil }
      milliseconds += seconds * 1_000
      if Self.skip(&rest, ".") {
        guard let fraction = Self.fraction(&rest) else { return nil }
        milliseconds += fraction
      }
    }
    guard let offset = Self.offset(&rest), rest.isEmpty else { return nil }
    offsetMilliseconds = offset
  }

  private static func offset(_ rest: inout ArraySlice<UInt8>) -> Int64? {
    if rest.isEmpty { return CalendarDay.offsetMilliseconds }
    if skip(&rest, "Z") || skip(&rest, "z") { return 0 }
    let sign: Int64 = skip(&rest, "+") ? 1 : -1
    if sign < 0, !skip(&rest, "-") { return nil }
    guard let hours = twoDigits(&rest, below: 24), skip(&rest, ":"), let minutes = twoDigits(&rest, below: 60) else {
      return nil
    }
    return sign * (hours * 60 + minutes) * 60_000
  }

  private static func fraction(_ rest: inout ArraySlice<UInt8>) -> Int64? {
    let digits = rest.prefix { $0.isDigit }
    guard !digits.isEmpty, digits.count <= 9 else { return nil }
    rest = rest.dropFirst(digits.count)
    let three = (digits.map { Int64($0 - 48) } + [0, 0]).prefix(3)
    return three.reduce(0) { $0 * 10 + $1 }
  }

  private static func skip(_ rest: inout ArraySlice<UInt8>, _ character: Character) -> Bool {
    guard rest.first == character.asciiValue else { return false }
    rest.removeFirst()
    return true
  }

  private static func twoDigits(_ rest: inout ArraySlice<UInt8>, below limit: Int64) -> Int64? {
    let digits = rest.prefix(2)
    guard digits.count == 2, digits.allSatisfy(\.isDigit) else { return nil }
    rest = rest.dropFirst(2)
    let value = digits.reduce(0) { $0 * 10 + Int64($1 - 48) }
    return value < limit ? value : nil
  }
}
