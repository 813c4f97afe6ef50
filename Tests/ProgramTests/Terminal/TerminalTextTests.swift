import Testing

@testable import Program

struct TerminalTextTests {
  @Test(arguments: [
    "", "查卡 ok\n", "a\tb\r\n", "\u{1b}[1;31m红\u{1b}[0m", "\u{1b}[3A\r\u{1b}[J", "\u{1b}[H\u{1b}[2J", "\r\u{1b}[K…“é”",
  ])
  func `what the programs write goes through`(text: String) {
    #expect(TerminalText.harmless(text) == text)
  }

  @Test(arguments: [
    ("\u{1b}]0;owned\u{7}", "\u{fffd}]0;owned\u{fffd}"), ("\u{1b}P1$r\u{1b}\\", "\u{fffd}P1$r\u{fffd}\\"),
    ("\u{1b}c", "\u{fffd}c"),
    ("\u{1b}[6n", "\u{fffd}[6n"), ("\u{1b}[?1049h", "\u{fffd}[?1049h"), ("\u{9b}31m", "\u{fffd}31m"),
    ("a\u{8}b", "a\u{fffd}b"),
    ("\u{7f}", "\u{fffd}"), ("\u{202e}x", "\u{fffd}x"), ("\u{2028}", "\u{fffd}"), ("\u{1b}", "\u{fffd}"),
    ("\u{0}", "\u{fffd}"),
  ])
  func `anything else that would steer a terminal does not`(text: String, shown: String) {
    #expect(TerminalText.harmless(text) == shown)
  }
}
