import Testing
import Text

@Suite("The language")
struct LanguageTests {
  @Test(
    "is Chinese for locales that begin with zh, and else English",
    arguments: [
      ("zh_CN.UTF-8", Language.zh), ("ZH", .zh), ("zh-Hant", .zh), ("en_GB.UTF-8", .en), ("C", .en), ("POSIX", .en),
      ("", .en), ("de_DE", .en),
    ])
  func locales(name: String, language: Language) {
    #expect(Language(localeName: name) == language)
  }

  @Test(
    "is that of the first of LC_ALL, LC_MESSAGES and LANG that is set",
    arguments: [
      ([:], Language.en), (["LANG": "zh_CN"], .zh), (["LC_ALL": "C", "LANG": "zh_CN"], .en),
      (["LC_ALL": "", "LC_MESSAGES": "zh_TW", "LANG": "en_US"], .zh), (["LC_MESSAGES": "en_US", "LANG": "zh_CN"], .en),
    ])
  func environments(environment: [String: String], language: Language) {
    #expect(Language(environment: environment) == language)
  }
}
