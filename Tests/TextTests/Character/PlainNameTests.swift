import Testing
import Text

struct PlainNameTests {
  @Test(arguments: ["lı", "ſi", "ĸim", "ȷohn", "ƅob", "ƚi", "ɡe", "lі", "ᴀnna", "ʟi", "lǃ", "ａnna"])
  func `what passes for another name is not plain`(name: String) { #expect(name.firstUnplain != nil) }

  @Test(arguments: ["li", "王五", "Đặng", "Łukasz", "José", "Müller-Straße", "Ångström", "Kraków", "ops.1", "北京银行（海淀）"])
  func `names of people, banks and regions are`(name: String) { #expect(name.composed.firstUnplain == nil) }
}

struct HalfWidthTests {
  @Test(arguments: [("１　３", "1 3"), ("　Ｙ ", "Y"), ("全部　", "全部"), ("ＢＯＣ，２", "BOC,2"), ("", "")])
  func `what a Chinese input method makes of ASCII is ASCII`(typed: String, meant: String) {
    #expect(typed.halfWidth == meant)
  }
}
