import Testing
import Text

@Suite("What a JSON value is read as")
struct JSONReadingTests {
  private static let json: JSONValue = [
    "text": "查卡", "whole": 3, "part": .number(0.5), "texts": ["a", "b"], "mixed": ["a", 1], "none": .null,
  ]

  @Test("is what it is, under its key")
  func found() {
    let json = Self.json
    #expect(json.text("text") == "查卡" && json.number("whole") == 3 && json.number("part") == 0.5)
    #expect(json.texts("texts") == ["a", "b"] && json["mixed"]?.numbers == [1])
  }

  @Test("is nil for anything else, and for what is not there", arguments: ["whole", "texts", "none", "missing"])
  func otherwise(key: String) {
    #expect(Self.json.text(key) == nil)
    #expect(JSONValue.string("text").text("text") == nil)
    #expect(Self.json.number("text") == nil && Self.json.texts("mixed") == nil && Self.json.texts("text") == nil)
  }

  @Test("has no whole numbers where it is no array")
  func numbers() { #expect(Self.json.numbers.isEmpty && Self.json["whole"]?.numbers == []) }
}
