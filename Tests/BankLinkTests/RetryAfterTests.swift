import Domain
import Testing

@testable import BankLink

struct RetryAfterTests {
  static let now = Moment(text: "1994-11-06T08:49:00Z") ?? .distantFuture

  @Test(
    "Retry-After is read as seconds or as a date, and bounded by a day",
    arguments: [
      ("0", 0), ("120", 120), ("86401", 86_400), ("99999999999999999999", 86_400),
      ("Sun, 06 Nov 1994 08:49:37 GMT", 37), ("Sun, 06 Nov 1994 08:00:00 GMT", 0),
      ("Sat, 06 Nov 2094 08:49:37 GMT", 86_400),
      ("-1", nil), ("1.5", nil), ("soon", nil), ("", nil), ("nan", nil), ("Sun, 31 Feb 1994 08:49:37 GMT", nil),
      ("Sun, 06 Nov 1994 24:49:37 GMT", nil), ("Sun, 06 Nov 1994 08:49:37 CST", nil),
      ("Sun, 06 Nov 1994 08:49 GMT", nil),
    ] as [(String, Int64?)])
  func spans(text: String, seconds: Int64?) {
    #expect(RetryAfter.span(text, now: Self.now) == seconds.map(Span.seconds))
  }
}
