import Program
import TestFixtures
import Testing

struct TableTests {
  private var table: Table {
    var table = Table([
      .init("bank", zh: "银行", en: "bank"), .init("debit", zh: "借记卡", en: "debit", .right),
      .init("note", zh: "说明", en: "note"),
    ])
    table.add(["农业银行", .init("4"), ""])
    table.add([.init("ICBC", .bold), .init("-", csv: "0"), "say \"hi\", twice"])
    table.addFooter(["合计", "4", ""])
    return table
  }

  @Test func `Chinese and Latin cells line up`() {
    #expect(
      table.text(.zh) == """
        银行      借记卡  说明
        ────────  ──────  ───────────────
        农业银行       4
        ICBC           -  say "hi", twice
        ────────  ──────  ───────────────
        合计           4

        """)
  }

  @Test func `colours change nothing but colours`() {
    let painted = table.text(.en, Paint(isOn: true))
    #expect(painted.contains("\u{1b}[1mICBC\u{1b}[0m      "))
    #expect(painted.replacing(/\u{1b}\[[0-9;]*m/, with: "") == table.text(.en))
  }

  @Test func `CSV has keys for headings and quotes what needs it`() {
    #expect(table.csv == "bank,debit,note\r\n农业银行,4,\r\nICBC,0,\"say \"\"hi\"\", twice\"\r\n")
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("@cmd", "'@cmd"), ("+86", "+86"), ("-5", "-5"), ("-", "'-"), ("-a", "'-a"), ("a=b", "a=b"),
    ("\t=x", "'\t=x"), ("a\nb", "\"a\nb\""), ("a\rb", "\"a\rb\""), ("=a,b", "\"'=a,b\""),
  ])
  func `no cell is taken for a formula`(text: String, csv: String) {
    var table = Table([.init("x", zh: "x", en: "x")])
    table.add([.init("", csv: text)])
    #expect(table.csv == "x\r\n\(csv)\r\n")
  }

  @Test func `stored text cannot steer the terminal`() {
    var table = Table([.init("x", zh: "x", en: "x")])
    table.add([.init("a\u{1b}[2Jb\nc")])
    #expect(table.text(.en).contains("a\u{fffd}[2Jb\u{fffd}c\n"))
  }

  private static let wide: Table = {
    var table = Table([
      .init("code", zh: "代码", en: "code"), .init("reason", zh: "原因", en: "reason"),
      .init("count", zh: "数", en: "count", .right),
    ])
    table.add(["a", "nobody is there, and nobody will be", "7"])
    table.add(["b", "", "12"])
    return table
  }()

  @Test("On a narrow page long cells are folded within their columns")
  func folded() {
    let text = Program.$pageColumns.withValue(30) { Self.wide.text(.en) }
    #expect(
      text == """
        code  reason             count
        ────  ─────────────────  ─────
        a     nobody is there,       7
              and nobody will
              be
        b                           12

        """)
    #expect(Program.$pageColumns.withValue(50) { Self.wide.text(.en) } == Self.wide.text(.en))
  }

  @Test("On a page too narrow for that each row is a list of its cells, the empty ones left out")
  func listed() {
    let text = Program.$pageColumns.withValue(24) { Self.wide.text(.en) }
    #expect(
      text == """
        code    a
        reason  nobody is there,
                and nobody will
                be
        count   7

        code    b
        count   12

        """)
  }

  @Test("A heading that is longer than half the page has a line of its own")
  func longHeading() {
    var table = Table([.init("a", zh: "甲", en: "reads about people"), .init("b", zh: "乙", en: "by")])
    table.add(["twelve of them, and then some more", "root"])
    #expect(
      Program.$pageColumns.withValue(20) { table.text(.en) } == """
        reads about people
                  twelve of
                  them, and
                  then some
                  more
        by        root

        """)
  }

  @Test("A word that is longer than its column is cut", arguments: [20, 30, 40])
  func cut(columns: Int) {
    var table = Table([.init("hash", zh: "哈希", en: "hash"), .init("n", zh: "数", en: "n")])
    table.add([.init(String(repeating: "汉0a", count: 20)), "1"])
    let text = Program.$pageColumns.withValue(columns) { table.text(.zh) }
    #expect(text.split(separator: "\n").all { displayWidth(String($0)) <= columns })
    #expect(text.filter { $0 == "汉" }.count == 20)
  }
}
