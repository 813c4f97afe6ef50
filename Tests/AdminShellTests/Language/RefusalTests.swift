import Domain
import Testing
import Text

@testable import AdminShell

struct RefusalCase: CustomTestStringConvertible, Sendable {
  let script: [UInt8]
  let code: String
  let line: Int
  let column: Int
  let exit: FaultKind
  var testDescription: String { String(decoding: script.prefix(80), as: UTF8.self) }

  init(_ script: String, _ code: String, _ line: Int, _ column: Int, exit: FaultKind = .usage) {
    self.init(Array(script.utf8), code, line, column, exit: exit)
  }

  init(_ script: [UInt8], _ code: String, _ line: Int, _ column: Int, exit: FaultKind = .usage) {
    self.script = script
    self.code = code
    self.line = line
    self.column = column
    self.exit = exit
  }
}

struct RefusalTests {
  typealias Case = RefusalCase

  static let characters: [Case] = [
    Case(Array("open region ".utf8) + [0xff], "syntax", 1, 13),
    Case(Array("show map\n上海".utf8) + [0xe4, 0xb8], "syntax", 2, 3),
    Case("open region \u{0}", "syntax", 1, 13), Case("\u{1b}[31mshow map", "syntax", 1, 1),
    Case("show\u{7f} map", "syntax", 1, 5), Case("show map\rshow map\n", "syntax", 1, 9),
    Case("# a\u{202E}b", "syntax", 1, 4), Case("show map\u{85}", "syntax", 1, 9),
    Case([UInt8](repeating: 0x61, count: 65_537), "syntax", 1, 65_537),
    Case("discard\n" + String(repeating: "上", count: 30_000), "syntax", 2, 21_847),
    Case("pause service reason \"abc", "syntax", 1, 22), Case("pause service reason 'abc\nshow map'", "syntax", 1, 22),
    Case("open region 上海;", "syntax", 1, 15), Case("open region $", "syntax", 1, 13),
    Case("show map | less", "syntax", 1, 12), Case("show map > x", "syntax", 1, 10),
    Case("show map & ", "syntax", 1, 10),
    Case("open region “上海”", "syntax", 1, 13), Case("pause service reason \"\\x\"", "syntax", 1, 23),
    Case("open region a\\b", "syntax", 1, 14), Case("open region 上海 \\", "syntax", 1, 16),
  ]

  static let words: [Case] = [
    Case("opn region 上海", "syntax", 1, 1), Case("open", "syntax", 1, 5), Case("open regin 上海", "syntax", 1, 6),
    Case("show", "syntax", 1, 5), Case("show mapp", "syntax", 1, 6), Case("show map x", "syntax", 1, 10),
    Case("open region", "usage", 1, 12), Case("open region share 5", "usage", 1, 20), Case("discard 1", "syntax", 1, 9),
    Case("compare 1 2 3", "syntax", 1, 13), Case("commit now", "syntax", 1, 8),
    Case("help\nresume service x", "syntax", 2, 16),
    Case("open region 上海 share 5 云南", "syntax", 1, 24), Case("open region 上海 reason x", "syntax", 1, 16),
    Case("connect bank icbc in", "usage", 1, 21), Case("suspend bank cmb", "usage", 1, 17),
    Case("suspend bank reason x", "usage", 1, 22), Case("open region 上海 share", "usage", 1, 21),
    Case("open region 上海 share 5 share 6", "usage", 1, 24), Case("explain", "usage", 1, 8), Case("load", "usage", 1, 5),
    Case("audit", "syntax", 1, 6), Case("set x", "usage", 1, 6), Case("key icbc", "usage", 1, 9),
    Case("open region \\\n  上海 \\\n  share x", "usage", 3, 9),
  ]

  static let values: [Case] = [
    Case("open region 上海 share 101", "usage", 1, 22), Case("open region 上海 share -1", "usage", 1, 22),
    Case("open region 上海 share 1.234", "usage", 1, 22), Case("open region 上海 share 百", "usage", 1, 22),
    Case("open region 上海 share 100.01", "usage", 1, 22), Case("open region 上海 share ''", "usage", 1, 22),
    Case("commit confirmed 0", "usage", 1, 18), Case("commit confirmed 10081", "usage", 1, 18),
    Case("commit guarded answered", "usage", 1, 24), Case("commit confirmed 5 guarded luck", "usage", 1, 28),
    Case("close region 上海 reason x", "usage", 1, 25), Case("pause service emergency", "usage", 1, 24),
    Case("add operator li", "usage", 1, 16), Case("add operator li role king", "usage", 1, 22),
    Case("approve 0", "usage", 1, 9), Case("reject 1", "usage", 1, 9), Case("request quit", "syntax", 1, 9),
    Case("commit comment ''", "usage", 1, 16),
    Case("commit comment ' '", "usage", 1, 16),
    Case("pause service reason \"\"", "usage", 1, 22), Case("commit at yesterday", "usage", 1, 11),
    Case("commit at 2022-02-30", "usage", 1, 11), Case("rollback x", "usage", 1, 10),
    Case("rollback -1", "usage", 1, 10),
    Case("rollback 99999999999999999999", "usage", 1, 10), Case("audit show 0", "usage", 1, 12),
    Case("commit comment " + String(repeating: "长", count: 1_001), "usage", 1, 16),
    Case("endpoint icbc ftp://x", "usage", 1, 15), Case("endpoint icbc http://", "usage", 1, 15),
    Case("endpoint icbc http://a:99999", "usage", 1, 15), Case("endpoint icbc http://u@h/", "usage", 1, 15),
    Case("endpoint icbc '//h/?x=1'", "usage", 1, 15),
  ]

  static let names: [Case] = [
    Case("open region 上海 CN-SH", "usage", 1, 16), Case("open region 上海 上海", "usage", 1, 16),
    Case("open region all all", "usage", 1, 17), Case("connect bank icbc 工行", "usage", 1, 19),
    Case("connect bank icbc in 上海 31", "usage", 1, 25), Case("open channel app app", "usage", 1, 18),
    Case("open region atlantis", "unknown_region", 1, 13, exit: .refused),
    Case("connect bank 上海", "bank_unknown", 1, 14, exit: .refused),
    Case("connect bank 农信", "ambiguous", 1, 14, exit: .refused),
    Case("open channel fax", "unknown_channel", 1, 14, exit: .refused),
    Case("set speed 1", "unknown_policy", 1, 5, exit: .refused),
    Case("explain pilot-1", "unknown_region", 1, 9, exit: .refused),
    Case("explain 上海 icbc 广东", "bank_unknown", 1, 17, exit: .refused),
    Case("key all f", "bank_unknown", 1, 5, exit: .refused),
  ]

  @Test("What cannot be accepted is refused at its place", arguments: characters + words + values + names)
  func refused(expected: RefusalCase) throws {
    let found = try #require(refusal(of: expected.script))
    #expect(found.code == expected.code)
    #expect(found.place.line.number == expected.line)
    #expect(found.place.column == expected.column)
    #expect(found.kind == expected.exit)
    #expect(!found.message.zh.isEmpty && !found.message.en.isEmpty)
  }

  @Test("What stands before an error has been read by then")
  func laziness() throws {
    var reader = ScriptReader(file: "x", bytes: Array("commit\nopen region \"".utf8))
    #expect(try reader.next()?.name == "commit")
    #expect(throws: Diagnostic.self) { _ = try reader.next() }
  }

  @Test("A line of 64 KiB is the longest")
  func longestLine() {
    #expect(refusal(of: Array(("#" + String(repeating: "x", count: 65_535) + "\r\n").utf8)) == nil)
    #expect(refusal(of: Array(("#" + String(repeating: "x", count: 65_536) + "\n").utf8))?.code == "syntax")
  }

  @Test("A line of 10 MB is refused without being read to its end, or shown")
  func endlessLine() throws {
    var given = 0
    var reader = ScriptReader(
      LineReader(file: "pipe") {
        given += 1
        return [UInt8](repeating: 0x61, count: 16 * 1024)
      })
    let error = #expect(throws: Diagnostic.self) { _ = try reader.next() }
    #expect(given < 8)
    #expect(try #require(error).text(.zh).utf8.count < 1_000)
  }
}
