import Testing

@testable import Domain

@Suite("The URL of an endpoint")
struct EndpointURLTests {
  private static let right: [(String, String)] = [
    ("https://bank.example", "https://bank.example"), ("HTTPS://Bank.Example/API/", "https://bank.example/API/"),
    ("HTTP://127.0.0.1:8080/icbc", "http://127.0.0.1:8080/icbc"),
    ("https://bank.example:443/x", "https://bank.example/x"),
    ("http://bank.example:80", "http://bank.example"), ("http://bank.example:443/", "http://bank.example:443/"),
    ("https://[2408::1]:8443/x", "https://[2408::1]:8443/x"), ("http://localhost/a", "http://localhost/a"),
    ("http://[0:0:0:0:0:0:0:1]", "http://[::1]"), ("http://[2408:0:0:1:0:0:0:1]", "http://[2408:0:0:1::1]"),
    ("http://[2408:0:1:0:0:1:0:0]", "http://[2408:0:1::1:0:0]"),
    ("http://[1:2:3:4:5:6:7:8]", "http://[1:2:3:4:5:6:7:8]"),
    ("http://银行.example/a", "http://xn--jn2a72x.example/a"),
    ("https://Bücher.example", "https://xn--bcher-kva.example"),
    ("https://a.example/-._~!$&'()*+,;=:@/%E9%93%B6", "https://a.example/-._~!$&'()*+,;=:@/%E9%93%B6"),
  ]

  @Test("has one spelling", arguments: right)
  func normal(text: String, expected: String) throws {
    let url = try #require(EndpointURL(text))
    #expect(url.text == expected)
    #expect(EndpointURL(url.text) == url)
  }

  private static let ambiguous = [
    "", "bank.example", "//bank.example", "ftp://bank.example", "http:/bank.example", "http://", "https:///x",
    "http://user@bank.example", "http://user:word@bank.example/", "http://@bank.example", "http://bank.example@evil/",
    "http://bank.example/?q=1", "http://bank.example?", "http://bank.example/x?", "http://bank.example/#x",
    "http://bank.example#", "http://bank .example", "http://bank.example/a b", "http://bank.example/\t",
    "http://bank.example\\@evil.example/", "http://bank.example/\\x", "http://bank.example/[", "http://bank.example/]",
    "http://bank.example/%zz", "http://bank.example/%", "http://bank.example/%4", "http://bank.example/%2f",
    "http://bank.example/%5C", "http://bank.example/%00", "http://bank.example/%0d%0a", "http://bank.example/%41",
    "http://bank.example/%+1", "http://bank.example/银", "http://bank.example/a//b", "http://bank.example//",
    "http://bank.example/./x", "http://bank.example/../x", "http://bank.example/x/..", "http://bank.example/%2e%2e/x",
    "http://bank.example/{x}", "http://bank.example/a|b", "http://bank.example/^", "http://bank.example/`",
    "http://bank.example/\"x\"", "http://bank.example/<x>",
    "http://bank.example./x", "http://.bank.example", "http://bank..example", "http://%62ank.example",
    "http://bank.example%2eevil", "http://-bank.example", "http://bank-.example", "http://bank_1.example",
    "http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://0x7f.1/", "http://017700000001/",
    "http://127.0.0.1./", "http://127.0.0.01/", "http://bank.1/", "http://1.2.3.4.5/",
    "http://\u{ff11}\u{ff12}\u{ff17}.0.0.1/", "http://bank\u{3002}example/", "http://bank\u{ff0e}example/",
    "http://b\u{200b}ank.example", "http://\u{ff42}ank.example/", "http://bank\u{2044}x.example",
    "http://[::1/", "http://::1/", "http://[127.0.0.1]/", "http://[::1%25eth0]/", "http://[fe80::1%eth0]/",
    "http://[]/",
    "http://[::1]x/", "http://bank.example:/", "http://bank.example:0", "http://bank.example:080",
    "http://bank.example:65536", "http://bank.example:+80", "http://bank.example:80:80", "http://bank.example:8a",
    "javascript:alert(1)", "file:///etc/passwd", "http+unix://x/", " http://bank.example", "http://bank.example ",
  ]

  @Test("says nothing that another reader may take otherwise", arguments: ambiguous)
  func refused(text: String) { #expect(EndpointURL(text) == nil) }

  @Test("has no host longer than names are, and is no longer than it may be")
  func length() {
    let label = String(repeating: "a", count: 63)
    #expect(EndpointURL("https://\(label).example") != nil)
    #expect(EndpointURL("https://\(label)a.example") == nil)
    let names = Array(repeating: label, count: 4).joined(separator: ".")
    #expect(EndpointURL("https://\(names)") == nil)
    #expect(EndpointURL("https://bank.example/" + String(repeating: "x", count: 1_000)) == nil)
  }

  @Test("joins its base with what comes below it by one slash")
  func base() {
    #expect(EndpointURL("https://bank.example/api/")?.base == "https://bank.example/api")
    #expect(EndpointURL("https://bank.example/")?.base == "https://bank.example")
    #expect(EndpointURL("https://bank.example:8443/api")?.authority == "bank.example:8443")
  }

  /// The examples of RFC 3492, section 7.1.
  @Test(
    "writes letters of other alphabets as everybody does",
    arguments: [
      ("他们为什么不说中文", "ihqwcrb4cv8a8dqg056pqjye"), ("3年B組金八先生", "3B-ww4c5e180e575a65lsy2b"), ("银行", "jn2a72x"),
      ("安室奈美恵-with-SUPER-MONKEYS", "-with-SUPER-MONKEYS-pc58ag80a8qai00g7n9n"),
    ])
  func punycode(text: String, expected: String) { #expect(Punycode.encode(text) == expected) }
}
