import Testing

@testable import BankLink

@Suite("The header fields of what banks send")
struct FieldRuleTests {
  private static let date = Field("Date", "Sun, 06 Nov 1994 08:49:37 GMT")
  private static let trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-1234567890123456-01"

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
  func usual(name: String, value: String) { #expect(FieldRule.isAllowed([Field(name, value)], in: .answer)) }

  @Test(
    "are not refused for what proxies and tracers write, digits throughout by chance included",
    arguments: [
      ("Content-Type", "Application/JSON;charset=\"UTF-8\""), ("Content-Type", "application/json ; charset=utf8"),
      ("Date", "Sunday, 06-Nov-94 08:49:37 GMT"), ("Date", "Sun Nov  6 08:49:37 1994"),
      ("Retry-After", "Wed, 01 Jan 2200 00:00:00 GMT"), ("Expires", "-1"), ("Traceparent", trace),
      ("Traceresponse", trace), ("Tracestate", "rojo=1234567890123456,dd=s:1;o:rum"),
      ("X-B3-TraceId", "1234567890123456"),
      ("Tracestate", "33@nr=0-0-33-2827902-7d3efb1b173fecfa-e8b91a159289ff74-1-1.23456-1518469636035"),
      ("X-Envoy-Upstream-Service-Time", "3"), ("X-Envoy-Decorator-Operation", "cards.default.svc.cluster.local:80/*"),
      ("X-Request-Id", "716c6484-5566-4409-8123-446655440000"), ("X-Request-Id", "1764268800123"),
      ("X-Request-Id", "4bf92f3577b34da61234567890123456"), ("X-Request-Id", "C3D13FE58DE4C810"),
      ("X-Amzn-Trace-Id", "Root=1-67891233-012345678912345678901234"), ("CF-Ray", "1234567890123456-HKG"),
      ("X-Timer", "S1764268800.123456,VS0,VE1"), ("X-Varnish", "1234567890 1234567889"), ("Age", "12"),
      ("X-Forwarded-For", "203.0.113.195, 2409:8900:1234:5678:1234:5678:1234:5678, 198.51.100.178:8080"),
      ("Forwarded", #"for="[2001:db8:cafe::17]:4711";proto=https;by=203.0.113.43"#),
      ("Via", "1.1 110.120.130.140:8080 (squid/3.5.27), 1.1 110.120.130.141"), ("X-Cache", "HIT from cdn-17, MISS"),
      ("Server-Timing", "cache;dur=12.5, db;dur=53.25"),
      ("Alt-Svc", #"h3=":443"; ma=2592000,h3-29=":443"; ma=2592000"#),
      ("User-Agent", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120.0.6099.216 Safari/537.36"),
      ("User-Agent", "Apache-HttpClient/4.5.14 (Java/1.8.0_392)"), ("Keep-Alive", "timeout=15, max=1000"),
      ("Content-Security-Policy", "script-src 'sha256-B2yPHKaXnvFWtRChIbabYmUBFZdVfKKXHbWtWidDVF8='"),
      (
        "Signature-Input",
        #"gw=("@status");created=1764268800;keyid="gw-1", chaka=("@status");created=1764268800;nonce="1764268800123456""#
      ),
      ("Signature", "gw=:AAECAw==:, chaka=:\(String(repeating: "A", count: 86))==:"),
      (
        "Content-Digest",
        "sha-512=:\(String(repeating: "A", count: 86))==:, sha-256=:\(String(repeating: "A", count: 43))=:"
      ),
    ])
  func proxies(name: String, value: String) { #expect(FieldRule.isAllowed([Field(name, value)], in: .answer)) }

  @Test(
    "hold nothing that a bank made up, and no number as long as a card's",
    arguments: [
      ("X-Cards", "1"), ("X-Card-Number", "6228480000000000018"), ("Set-Cookie", "a=b"), ("Card", ""), ("X-Name", "张三"),
      ("Chaka-Debug", "x"), ("Baggage", "card=6228"), ("X-Request-Id", "6228480000000000018"),
      ("Server", "bank 6228 4800 0000 0000 018"), ("Etag", #""6228480000000000018""#),
      ("Via", "1.1 a, 6225750000000006"),
      ("Server-Timing", "db;desc=\"6228480000000000018\""), ("X-Correlation-Id", "110105194912310021"),
    ])
  func made(name: String, value: String) {
    #expect(FieldRule.offender(in: [Self.date, Field(name, value)], of: .answer) == name.lowercased())
  }

  /// A card, an identity document, a phone, a name, in every spelling that somebody thought of.
  private static let spellings = [
    "6228480000000000018", "c6228480000000000018", "6228480000000000018c", "c6228480000000000018c",
    "6228-4800-0000-0000-018", "6228.4800.0000.0000.018", "6228_4800_0000_0000_018", "6228/4800/0000/0000/018",
    "6228:4800:0000:0000:018", "6228,4800,0000,0000,018", "6228;4800;0000;0000;018", "6228~4800~0000~0000~018",
    "6 2 2 8 4 8 0 0 0 0 0 0 0 0 0 0 0 1 8", "6228\t4800\t0000\t0000\t018", "(6228)(4800)(0000)(0000)(018)",
    "6228****0018", "6228 **** **** 0018", "622848*********0018", "6228xxxxxxxx0018", "6228XXXX0018", "6228####0018",
    "****0018", "6228****", "%36%32%32%38480000000000018", "%2536%2532%2532%2538480000000000018",
    #"\u0036\u0032\u0032\u0038480000000000018"#, #"\x36\x32\x32\x38480000000000018"#,
    "%u0036%u0032%u0032%u0038480000000000018",
    "&#54;&#50;&#50;&#56;480000000000018", "=36=32=32=38480000000000018", "36323238343830303030303030303030303138",
    "NjIyODQ4MDAwMDAwMDAwMDAxOA", "NjIyODQ4MDAwMDAwMDAwMDAxOA==", "Y2FyZD02MjI4NDgwMDAwMDAwMDAwMDE4",
    "id-6228480000000000018-x", "62284800-0000-0000-0018-000000000000", "62284800-0000-0000-0000-018abcdefabc",
    "a6228480000000000018bcde", "11010519491231002X", "11010519491231002x", "110105 19491231 002X",
    "c11010519491231002X",
    "110105-1949-1231-002X", "110105********002X", "110105491231002", "110105********0021", "13800138000",
    "138-0013-8000",
    "138 0013 8000", "+86 138 0013 8000", "8613800138000", "138****8000", "phone=13800138000;x", "(138)00138000",
    "%E5%BC%A0%E4%B8%89", "UTF-8''%e5%bc%a0%e4%b8%89", #"\u5f20\u4e09"#, "张三", "６２２８", "5byg5LiJ5p2O5Zub546L5LqU",
    "\u{ff16}\u{ff12}", "caf\u{e9}", "%00", "\u{1}",
  ]

  @Test("hold a person's number in no spelling, in whatever field text may stand", arguments: spellings)
  func spelt(value: String) {
    for name in [
      "Server", "Via", "X-Request-Id", "Etag", "User-Agent", "X-Forwarded-For", "X-Served-By", "Server-Timing",
      "X-Envoy-Original-Path", "Connection",
    ] {
      #expect(!FieldRule.isAllowed([Field(name, value)], in: .answer), "\(name)")
      #expect(!FieldRule.isAllowed([Field(name, "bank/1.0 \(value)")], in: .callback), "\(name)")
    }
  }

  /// Every field that a message has once, with values that could be written in its place.
  @Test(
    "that are read have one grammar each, in which nothing else has room",
    arguments: spellings + ["", "zhangsan", "now", "12345678901", "1, 2", "a=b", "application/json; card=1", "10.5"])
  func closed(value: String) {
    let digest = "sha-256=:n1mmFleVFF0AuN3OyOhH2rhyQKFoy5pC49MnN7+hQQU=:"
    for (name, own) in [
      ("Date", nil), ("Retry-After", nil), ("Content-Length", nil), ("Transfer-Encoding", nil), ("Age", nil),
      ("Content-Encoding", nil), ("Content-Digest", digest), ("Traceparent", Self.trace), ("X-B3-TraceId", nil),
      ("X-Envoy-Upstream-Service-Time", nil), ("Expect", nil), ("HTTP2-Settings", nil),
    ] as [(String, String?)] {
      for text in [value] + (own.map { ["\($0), \(value)", "\($0);a=\(value)", "\(value), \($0)"] } ?? []) {
        guard text != "", text != own else { continue }
        #expect(!FieldRule.isAllowed([Field(name, text)], in: .callback), "\(name): \(text)")
      }
    }
    for type in ["application/json; \(value)", "application/json; card=\(value)", "application/json;charset=\(value)"] {
      #expect(!FieldRule.isAllowed([Field("Content-Type", type)], in: .answer), "\(type)")
    }
  }

  @Test(
    "that a request has are none of a response", arguments: ["Host", "Expect", "HTTP2-Settings", "Idempotency-Key"])
  func requests(name: String) {
    #expect(!FieldRule.isAllowed([Field(name, "100-continue")], in: .answer))
    #expect(!FieldRule.isAllowed([Field("Host", "bank.example")], in: .callback))
  }

  @Test("of a client that would rather speak HTTP/2, or waits before it sends, are none of its own making")
  func clients() {
    let java = "AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA"
    #expect(FieldRule.isAllowed([Field("HTTP2-Settings", java), Field("Expect", "100-Continue")], in: .callback))
    #expect(FieldRule.isAllowed([Field("Idempotency-Key", #""B3TR9XW5QK7DMZ2HP""#)], in: .callback))
    #expect(!FieldRule.isAllowed([Field("Idempotency-Key", "6228480000000000018")], in: .callback))
    #expect(!FieldRule.isAllowed([Field("HTTP2-Settings", "62284800")], in: .callback))
  }

  @Test(
    "that are read stand once",
    arguments: [
      "Date", "Content-Type", "Retry-After", "Signature", "Signature-Input", "Content-Digest", "Content-Length",
    ])
  func twice(name: String) {
    let right = [
      "Date": "Sun, 06 Nov 1994 08:49:37 GMT", "Content-Type": "application/json", "Retry-After": "1",
      "Signature": "chaka=:\(String(repeating: "A", count: 86))==:", "Signature-Input": #"chaka=("@status");created=1"#,
      "Content-Digest": "sha-256=:n1mmFleVFF0AuN3OyOhH2rhyQKFoy5pC49MnN7+hQQU=:", "Content-Length": "1",
    ]
    let field = Field(name, right[name] ?? "")
    #expect(FieldRule.isAllowed([field], in: .answer))
    #expect(FieldRule.offender(in: [field, Field("Server", "a"), field], of: .answer) == name.lowercased())
  }

  @Test(
    "of signatures say what RFC 9421 lets them say, and nothing of a person",
    arguments: [
      #"chaka=("@status");created=1;note="x""#, #"chaka=("@status");created="6228480000000000018""#,
      #"x=("@status");note="a""#, #"x=("@status");tag="6228480000000000018""#,
      #"x=("@status");nonce="11010519491231002X""#,
      #"x=("6228480000000000018");created=1"#, #"x=1"#, #"x"#, #"x=("@status");created=6228480000000000018"#,
      #"chaka=("@status";note="6228-4800-0000-0000-018");created=1"#,
      #"chaka=("6228480000000000018"), chaka=("@status")"#,
    ])
  func inputs(value: String) {
    #expect(!FieldRule.isAllowed([Field("Signature-Input", value)], in: .answer))
  }

  @Test(
    "of signatures are bytes in their one spelling",
    arguments: [
      "chaka=:NjIyODQ4MDAwMDAwMDAwMDAxOA==:", "x=:NjIyODQ4MDAwMDAwMDAwMDAxOA==:", #"x="6228""#, "x", "x=:AA==:;note=1",
      "chaka=:\(String(repeating: "A", count: 85))B==:", "chaka=:\(String(repeating: "A", count: 86)):",
    ])
  func signatures(value: String) { #expect(!FieldRule.isAllowed([Field("Signature", value)], in: .answer)) }
}
