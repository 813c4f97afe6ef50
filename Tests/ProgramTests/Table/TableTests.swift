import Domain
import Program
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
}
