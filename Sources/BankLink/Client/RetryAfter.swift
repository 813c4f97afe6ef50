import Domain
import Text

/// Reads `Retry-After`: whole seconds or an HTTP-date (RFC 9110, section 10.2.3), at most a day.
package enum RetryAfter {
  /// `now` is the time of the response, by its own `Date` if it has one.
  package static func span(_ text: String, now: Moment) -> Span? {
    let text = text.trimmingSpaces()
    if let seconds = Double(text), text.utf8.allSatisfy(HTTPDate.isDigit) { return Span(waitSeconds: seconds) }
    guard let moment = HTTPDate.moment(text, now: now) else { return nil }
    return Span(waitSeconds: max(0, Double(moment.since(now).milliseconds) / 1_000))
  }
}

/// A time in a field of HTTP, in any of its three forms (RFC 9110, section 5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`, and
/// of old `Sunday, 06-Nov-94 08:49:37 GMT` and `Sun Nov  6 08:49:37 1994`. All are in universal time.
package enum HTTPDate {
  /// Nil for anything else. The century of a year with two digits follows from `now`: the year lies at most 50 years
  /// ahead.
  package static func moment(_ text: String, now: Moment) -> Moment? {
    let parts = text.split(separator: " ").map(String.init)
    switch parts.count {
    case 6 where parts[0].hasSuffix(",") && parts[5] == "GMT" && parts[3].utf8.count == 4:
      return moment(weekday: parts[0].dropLast(), parts[1], parts[2], year: number(parts[3], digits: 4), parts[4])
    case 4 where parts[0].hasSuffix(",") && parts[3] == "GMT":
      let date = parts[1].split(separator: "-", omittingEmptySubsequences: false).map(String.init)
      guard date.count == 3 else { return nil }
      let year = number(date[2], digits: 2).map { century(of: $0, now: now) }
      return moment(weekday: parts[0].dropLast(), date[0], date[1], year: year, parts[2])
    case 5:
      return moment(weekday: parts[0][...], parts[2], parts[1], year: number(parts[4], digits: 4), parts[3])
    default: return nil
    }
  }

  private static func century(of year: Int, now: Moment) -> Int {
    let current = now.day.civil.year
    let candidate = current - current % 100 + 100 + year
    return candidate - 100 * max(0, (candidate - current - 50 + 99) / 100)
  }

  private static func moment(
    weekday: Substring, _ day: String, _ month: String, year: Int?, _ time: String
  ) -> Moment? {
    guard weekdays.contains(where: { $0 == weekday || $0.prefix(3) == weekday }),
      let month = months.firstIndex(of: month), let day = number(day, digits: day.utf8.count), let year,
      let date = CalendarDay(year: year, month: month + 1, day: day), let seconds = seconds(time)
    else { return nil }
    return Moment(milliseconds: (Int64(date.number) * 86_400 + Int64(seconds)) * 1_000)
  }

  private static func seconds(_ time: String) -> Int? {
    let parts = time.split(separator: ":", omittingEmptySubsequences: false).map { number(String($0), digits: 2) }
    guard parts.count == 3, let hour = parts[0], let minute = parts[1], let second = parts[2], hour < 24, minute < 60,
      second <= 60
    else { return nil }
    return hour * 3_600 + minute * 60 + second
  }

  /// Reads this number of digits, at most four, and nothing else.
  private static func number(_ text: String, digits: Int) -> Int? {
    guard text.utf8.count == digits, (1...4).contains(digits), text.utf8.allSatisfy(isDigit) else { return nil }
    return Int(text)
  }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
