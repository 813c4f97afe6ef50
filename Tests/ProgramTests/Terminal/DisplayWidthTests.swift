import Program
import Testing

struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("上海", 4), ("ＡＢ", 4), ("e\u{301}", 1), ("한글", 4), ("ｱ", 1), ("、。", 4), ("“x”", 3), ("…", 1),
    ("─█", 2), ("👍", 2), ("👨‍👩‍👧", 2), ("🇨🇳", 2), ("❤️", 2), ("❤", 1), ("1", 1), ("1️⃣", 2), ("\u{200b}", 0), ("𠮷", 2),
    ("é", 1),
    ("㊙", 2), ("\u{ad}", 1),
  ])
  func `columns are counted as a terminal counts them`(text: String, width: Int) {
    #expect(displayWidth(text) == width)
  }

  @Test func `texts are filled up and cut by columns`() {
    #expect("上海".padded(to: 6) == "上海  ")
    #expect("上海".paddedInFront(to: 5) == " 上海")
    #expect("上海".padded(to: 3) == "上海")
    #expect("上海银行".truncated(to: 8) == "上海银行")
    #expect("上海银行".truncated(to: 7) == "上海银…")
    #expect("上海银行".truncated(to: 6) == "上海…")
    #expect("abc".truncated(to: 0) == "")
  }

  @Test func `control characters become visible`() {
    #expect("a\u{1b}[31m\u{7}b\u{9b}".withoutControls == "a\u{fffd}[31m\u{fffd}b\u{fffd}")
  }
}

struct WrappingTests {
  @Test(arguments: [
    ("one two three", 7, ["one two", "three"]),
    ("one  two", 20, ["one  two"]),
    ("查卡只为您自己。", 8, ["查卡只为", "您自己。"]),
    ("查卡，只为", 4, ["查", "卡，", "只为"]),
    ("一“二三”四", 6, ["一“二", "三”四"]),
    ("incomprehensibilities", 5, ["incomprehensibilities"]),
    ("a\n\nb", 9, ["a", "", "b"]),
    ("", 9, [""]),
  ])
  func `lines break between words and after wide characters`(text: String, columns: Int, lines: [String]) {
    #expect(wrapped(text, to: columns) == lines)
  }
}
