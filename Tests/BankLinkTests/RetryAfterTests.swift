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
      ("Sunday, 06-Nov-94 08:49:37 GMT", 37), ("Sun Nov  6 08:49:37 1994", 37), ("Sun Nov 16 08:49:37 1994", 86_400),
      ("Sunday, 06-Nov-44 08:49:37 GMT", 86_400), ("Sunday, 06-Nov-45 08:49:37 GMT", 0),
      ("Sun, 06 Nov 1994 08:49:60 GMT", 60), (" 120 ", 120), ("007", 7),
      ("-1", nil), ("1.5", nil), ("+5", nil), ("1e3", nil), ("0x10", nil), ("120, 120", nil), ("120s", nil),
      ("inf", nil),
      ("\u{ff11}\u{ff12}", nil), ("Sun, 06-Nov-94 08:49:37", nil), ("06 Nov 1994 08:49:37 GMT", nil),
      ("Sun, 6 Nov 94 08:49:37 GMT", nil), ("Sun, 06 Nov 1994 8:49:37 GMT", nil),
      ("Sun, 00 Nov 1994 08:49:37 GMT", nil),
      ("Sun, 06 Nov 1994 08:49:37 UTC", nil), ("Sun, 06 Nov 1994 08:49:37 GMT x", nil),
      ("Foo, 06 Nov 1994 08:49:37 GMT", nil),
      ("Sun Nov 6 08:60:37 1994", nil), ("Sun, 06 nov 1994 08:49:37 GMT", nil), ("Sun, -6 Nov 1994 08:49:37 GMT", nil),
      ("1994-11-06T08:49:37Z", nil), ("soon", nil), ("", nil), ("nan", nil), ("Sun, 31 Feb 1994 08:49:37 GMT", nil),
      ("Sun, 06 Nov 1994 24:49:37 GMT", nil), ("Sun, 06 Nov 1994 08:49:37 CST", nil),
      ("Sun, 06 Nov 1994 08:49 GMT", nil),
    ] as [(String, Int64?)])
  func spans(text: String, seconds: Int64?) {
    #expect(RetryAfter.span(text, now: Self.now) == seconds.map(Span.seconds))
  }
}
