import Testing

@testable import BankLink

@Suite("The header fields of what banks send")
struct FieldRuleTests {
  @Test(
    "are those of HTTP, of proxies and of the protocol",
    arguments: [
      ("Content-Type", "application/json"), ("Date", "Sun, 06 Nov 1994 08:49:37 GMT"), ("Server", "nginx/1.25.3"),
      ("Content-Digest", "sha-256=:n1mmFleVFF0AuN3OyOhH2rhyQKFoy5pC49MnN7+hQQU=:"), ("Content-Length", "1432"),
      ("Signature-Input", #"chaka=("@status");created=1656464401;expires=1656464701"#), ("Retry-After", "120"),
      ("Strict-Transport-Security", "max-age=31536000; includeSubDomains"), ("Via", "1.1 gateway"),
      ("X-Request-Id", "550e8400-e29b-41d4-a716-446655440000"),
      ("Etag", #"W/"33a64df551425fcc55e4d42a148795d9f25f89d4""#),
      ("Traceparent", "00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01"), ("Server", ""),
    ])
  func usual(name: String, value: String) { #expect(FieldRule.isAllowed([Field(name, value)])) }

  @Test(
    "hold nothing that a bank made up, and no number as long as a card's",
    arguments: [
      ("X-Cards", "1"), ("X-Card-Number", "6228480000000000018"), ("Set-Cookie", "a=b"), ("Card", ""), ("X-Name", "张三"),
      ("Chaka-Debug", "x"), ("Baggage", "card=6228"), ("X-Request-Id", "6228480000000000018"),
      ("Server", "bank 6228 4800 0000 0000 018"), ("Etag", #""6228480000000000018""#),
      ("Via", "1.1 a, 6225750000000006"),
      ("Server-Timing", "db;desc=\"6228480000000000018\""), ("X-Correlation-Id", "110105194912310021"),
    ])
  func made(name: String, value: String) { #expect(!FieldRule.isAllowed([Field("Date", "now"), Field(name, value)])) }
}
