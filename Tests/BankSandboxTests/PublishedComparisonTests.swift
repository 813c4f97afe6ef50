import Domain
import Foundation
import TestFixtures
import Testing
import Text

/// The published examples of how banks compare.
@Suite("Names, phones and identity numbers are compared")
struct PublishedComparisonTests {
  /// The lists of the published examples: the entries of each are one person, and no two lists are.
  private func lists(_ kind: String) throws -> [[String]] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Protocol/vectors.json")
    let json = try #require(JSONValue(json: try String(contentsOf: file, encoding: .utf8)))
    guard case .array(let lists)? = json["comparing"]?[kind] else { return [] }
    return lists.map { list in
      guard case .array(let texts) = list else { return [] }
      return texts.compactMap { if case .string(let text) = $0 { text } else { nil } }
    }
  }

  @Test("as in the published examples", arguments: ["names", "phones", "idNumbers"])
  func published(kind: String) throws {
    let lists = try lists(kind)
    let form: (String) -> String = { text in
      switch kind {
      case "names": (try? PersonName(text))?.comparisonKey ?? text
      case "phones": PhoneNumber.normal(text)
      default: IdentityNumber.normal(text)
      }
    }
    let forms = lists.map { list in Set(list.map(form)) }
    #expect(lists.count > 1 && lists.contains { $0.count > 3 })
    #expect(forms.all { $0.count == 1 }, "\(forms)")
    #expect(Set(forms).count == forms.count)
  }
}
