import Testing
import Text

@Suite("A hidden character")
struct HiddenCharacterTests {
  @Test(
    "is found in a text",
    arguments: [
      "\u{0}", "\u{7}", "\u{1b}", "\u{7f}", "\u{85}", "\u{9b}", "\u{ad}", "\u{34f}", "\u{61c}", "\u{115f}", "\u{180e}",
      "\u{200b}", "\u{200c}", "\u{200d}", "\u{200e}", "\u{200f}", "\u{2028}", "\u{2029}", "\u{202a}", "\u{202e}",
      "\u{2060}",
      "\u{2066}", "\u{2069}", "\u{206f}", "\u{2800}", "\u{3164}", "\u{fe00}", "\u{fe0f}", "\u{feff}", "\u{ffa0}",
      "\u{fff9}",
      "\u{fffd}", "\u{ffff}", "\u{e000}", "\u{e0001}", "\u{e0041}", "\u{e0100}", "\u{f0000}", "\n", "\r",
    ] as [Unicode.Scalar])
  func found(_ scalar: Unicode.Scalar) {
    #expect("l\(scalar)i".firstHidden == OddCharacter(scalar))
  }

  @Test(
    "is none of what people write",
    arguments: ["", "维护 ICBC（工行）", "a\tb", "𠮷田", "café", "100 %", "👍🏽", "⚠️ 注意", "👩‍💻", "—…·"])
  func none(_ text: String) {
    #expect(text.firstHidden == nil)
  }

  @Test("joins emoji, and nothing else")
  func joints() {
    #expect("1\u{fe0f}".firstHidden == OddCharacter("\u{fe0f}"))
    #expect("👍\u{200b}".firstHidden == OddCharacter("\u{200b}"))
  }
}
