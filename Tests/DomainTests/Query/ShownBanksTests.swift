import Domain
import Testing
import Text

@Suite("The banks that were shown")
struct ShownBanksTests {
  private static func shown(_ banks: [String]) -> ShownBanks {
    ShownBanks(
      banks.map { text in
        let parts = text.split(separator: "=").map(String.init)
        return .init(bank: BankCode(parts[0]), name: Bilingual(zh: parts[parts.count - 1], en: parts[0]))
      })
  }

  @Test("are the same in any order")
  func same() {
    #expect(Self.shown(["abc=农行", "boc=中行"]).change(to: Self.shown(["boc=中行", "abc=农行"])) == nil)
  }

  @Test("tell what was added, what is gone and what is called otherwise")
  func change() throws {
    let change = try #require(Self.shown(["abc=农行", "boc=中行"]).change(to: Self.shown(["boc=中银", "ccb=建行"])))
    #expect(change == BanksChange(added: [BankCode("ccb")], gone: [BankCode("abc")], renamed: [BankCode("boc")]))
    #expect(change.facts.map(\.key) == ["added", "gone", "renamed"])
    let message = change.message { Bilingual(zh: "〈\($0.text)〉", en: "<\($0.text)>") }
    #expect(message.zh.contains("新增 〈ccb〉；减少 〈abc〉；改名为 〈boc〉"))
    #expect(message.en.contains("added <ccb>; removed <abc>; renamed to <boc>"))
  }

  @Test("are kept as they were")
  func json() {
    let shown = Self.shown(["abc=农行", "boc=中行"])
    #expect(ShownBanks(json: JSONValue(json: shown.json.compact)) == shown)
    #expect(ShownBanks(json: JSONValue(json: "")) == nil && ShownBanks(json: [["abc"]]) == nil)
  }
}
