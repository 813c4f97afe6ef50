import Testing
import Text

@testable import Domain

@Suite("What the program says in a stored comment")
struct StoredWordsTests {
  @Test("is read in the reader's language", arguments: StoredWords.allCases)
  func eachLanguage(words: StoredWords) {
    let bare = StoredWords.read(words.text())
    let told = StoredWords.read(words.text(zh: "：停电", en: ": power cut"))
    #expect(bare.zh != bare.en && !bare.zh.isEmpty && !bare.en.isEmpty)
    #expect(told == Bilingual(zh: bare.zh + "：停电", en: bare.en + ": power cut"))
  }

  @Test(
    "holds somebody's own words in both languages, whatever stands in them", arguments: ["a / b", "a / b / c", " / "])
  func ownWords(reason: String) {
    let told = StoredWords.read(StoredWords.emergency.text(zh: "：\(reason)", en: ": \(reason)"))
    #expect(told == Bilingual(zh: "紧急操作：\(reason)", en: "emergency: \(reason)"))
  }

  @Test(
    "is all that is divided: what people wrote says the same to everybody",
    arguments: ["", "fraud", "电费 / power", "紧急操作：x", "紧急 emergency: x", "护栏 / 95 %", "emergency / 紧急操作"])
  func others(text: String) {
    #expect(StoredWords.read(text) == Bilingual(zh: text, en: text))
  }
}
