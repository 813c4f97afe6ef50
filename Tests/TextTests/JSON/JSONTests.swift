import TestRandom
import Testing
import Text

@Suite("JSON")
struct JSONTests {
  @Test("comes back from its own text, compact and pretty", arguments: 1...200)
  func roundTrip(seed: Int) {
    var random = Seeded(seed)
    let value = Self.value(&random, depth: 0)
    #expect(JSONValue(json: value.compact) == value)
    #expect(JSONValue(json: value.pretty) == value)
  }

  private static let texts = [
    "", "查卡", "a\"b\\c/d", "\n\r\t\u{8}\u{c}", "\u{0}\u{1f}\u{7f}", "🏦👨‍👩‍👧", "e\u{301}", "\u{2028}\u{feff}",
  ]

  private static func value(_ random: inout Seeded, depth: Int) -> JSONValue {
    switch random.below(depth < 4 ? 7 : 5) {
    case 0: return .null
    case 1: return .bool(random.oneIn(2))
    case 2: return .integer(random.pick([0, -1, 1, .max, .min, Int64(random.below(1_000_000))]))
    case 3: return .number(random.pick([0.5, -12.25, 1e-7, 1.5e300, 0.01]))
    case 4: return .string(random.pick(texts))
    case 5: return .array((0..<random.below(4)).map { _ in value(&random, depth: depth + 1) })
    default:
      return .object(
        (0..<random.below(4)).map { .init("\($0)" + random.pick(texts), value(&random, depth: depth + 1)) })
    }
  }

  @Test("is written with its keys in order and its controls escaped")
  func written() {
    let value: JSONValue = ["b": 1, "a": ["x\n\"\u{1}", .null, true, .number(2.5), .number(3)], "c": [:], "d": []]
    #expect(value.compact == #"{"b":1,"a":["x\n\"\u0001",null,true,2.5,3],"c":{},"d":[]}"#)
    #expect(value.pretty.hasPrefix("{\n  \"b\": 1,\n  \"a\": [\n    \"x\\n"))
  }

  private static let allowed: [(String, JSONValue)] = [
    (" \t\r\n[ 1 , 2 ] ", [1, 2]), ("{ \"a\" : { } }", ["a": [:]]), ("-0.5e+2", .number(-50)),
    ("1E2", .number(100)), ("-7", -7), ("0", 0), ("9223372036854775807", .integer(.max)),
    ("9223372036854775808", .number(9_223_372_036_854_775_808)),
    (#""\u67e5\u5361\/\b\f""#, "查卡/\u{8}\u{c}"), (#""\ud83c\udfe6\uD83C\uDFE6""#, "🏦🏦"), (#""\u0000""#, "\0"),
    ("true", true), ("null", .null),
  ]

  @Test("is read with any blanks, escapes and numbers that RFC 8259 allows", arguments: allowed)
  func read(text: String, value: JSONValue) {
    #expect(JSONValue(json: text) == value)
  }

  @Test(
    "is refused when it is anything else",
    arguments: [
      "", " ", "{", "}", "[1", "[1,]", "[,1]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{1:2}", "[1] 2", "1 2",
      "tru", "True", "nul", "'a'", "\"a", "\"\n\"", "\"\u{1}\"", "NaN", "Infinity", "-", "+1", "01", "-01", "1.", ".5",
      "1e", "1e+", "1e999", "0x10", "--1", "1-2", "[1 2]", "{\"a\" 1}", "{\"a\":[1}", "[tru]", "\u{feff}1",
    ])
  func refused(text: String) {
    #expect(JSONValue(json: text) == nil)
  }

  @Test(
    "is refused with a bad escape or half a surrogate pair",
    arguments: [
      #""\x41""#, #""\u12""#, #""\u12g4""#, #""\u+123""#, #""\u-123""#, #""\ud83c""#, #""\ud83cx""#, #""\ud83c\n""#,
      #""\ud83c\u0041""#, #""\udfe6""#, #""\udfe6\ud83c""#, #""\"#, #""\u"#,
    ])
  func badEscapes(text: String) {
    #expect(JSONValue(json: text) == nil)
  }

  @Test("is read alike wherever in a long string a character stands", arguments: 1...40)
  func places(length: Int) {
    for place in 0..<length {
      for byte in UInt8(0)..<0x80 where byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") {
        var text = Array(repeating: UInt8(ascii: "a"), count: length)
        text[place] = byte
        let said = String(decoding: text, as: UTF8.self)
        #expect(JSONValue(json: "\"\(said)\"") == (byte < 0x20 ? nil : .string(said)))
      }
      let (before, after) = (String(repeating: "a", count: place), String(repeating: "é", count: length - place))
      #expect(JSONValue(json: "[\"\(before)\",\"\(after)\"]") == .array([.string(before), .string(after)]))
      #expect(JSONValue(json: "\"\(before)\\\"\\n\(after)\"") == .string(before + "\"\n" + after))
    }
  }

  @Test(
    "is refused when a key comes twice, however it is written",
    arguments: [
      #"{"a":1,"a":1}"#, #"{"a":1,"b":2,"a":3}"#, #"{"a":1,"\u0061":2}"#, #"{"x":{"a":1,"a":2}}"#,
    ])
  func duplicateKeys(text: String) {
    #expect(JSONValue(json: text) == nil)
  }

  @Test("is refused deeper than 64 levels, however deep")
  func nesting() {
    func nested(_ depth: Int, _ open: String, _ close: String) -> String {
      String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
    }
    #expect(JSONValue(json: nested(63, "[", "]")) != nil)
    #expect(JSONValue(json: nested(64, "[", "]")) == nil)
    #expect(JSONValue(json: nested(64, "{\"a\":", "}")) == nil)
    #expect(JSONValue(json: nested(1_000_000, "[", "]")) == nil)
    #expect(JSONValue(json: String(repeating: "[", count: 1_000_000)) == nil)
  }
}
