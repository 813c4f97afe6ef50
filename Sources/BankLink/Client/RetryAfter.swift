import Domain

/// Reads `Retry-After`: whole seconds or an HTTP-date (RFC 9110, section 10.2.3), at most a day.
package enum RetryAfter {
  /// `now` is the moment the answer was made, by its own `Date` where it has one.
  static func span(_ text: String, now: Moment) -> Span? {
    if let seconds = Double(text), text.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) { return Span(waitSeconds: seconds) }
    guard let moment = date(text) else { return nil }
    return Span(waitSeconds: max(0, Double(moment.since(now).milliseconds) / 1_000))
  }

  /// Reads an IMF-fixdate, such as `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, section 5.6.7).
  package static func date(_ text: String) -> Moment? {
    let parts = text.split(separator: " ")
    guard parts.count == 6, parts[5] == "GMT", let month = months.firstIndex(of: String(parts[2])),
      let day = Int(parts[1]), let year = Int(parts[3]),
      let date = CalendarDay(year: year, month: month + 1, day: day)
    else { return nil }
    let time = parts[4].split(separator: ":", omittingEmptySubsequences: false).compactMap { Int64($0) }
    guard time.count == 3, (0..<24).contains(time[0]), (0..<60).contains(time[1]), (0...60).contains(time[2]) else {
      return nil
    }
    let seconds = Int64(date.number) * 86_400 + time[0] * 3_600 + time[1] * 60 + time[2]
    return Moment(milliseconds: seconds * 1_000)
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
