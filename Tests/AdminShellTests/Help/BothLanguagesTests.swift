import Domain
import Foundation
import Registry
import Testing
import Text

@testable import AdminShell

/// Every text is in both languages.
struct BothLanguagesTests {
  /// The names that English texts cite as examples.
  private static let names: [String] = {
    let regions = catalogue.regions.flatMap { [$0.name.zh, $0.fullName.zh] + $0.spellings }
    let banks = catalogue.banks.flatMap { [$0.name.zh, $0.legalName] + $0.spellings }
    return (regions + banks + ["雲南", "工行"]).filter(hasHan).sorted { $0.count > $1.count }
  }()

  private static func hasHan(_ text: String) -> Bool {
    text.unicodeScalars.contains { (0x3400...0x9fff).contains($0.value) || (0x20000...0x3ffff).contains($0.value) }
  }

  private static func isEnglish(_ text: String) -> Bool {
    !text.isEmpty && !hasHan(names.reduce(text) { $0.contains($1) ? $0.split(separator: $1).joined() : $0 })
  }

  private func expectBoth(_ text: Bilingual, _ what: String) {
    #expect(Self.hasHan(text.zh) && Self.isEnglish(text.en), "\(what): \(text)")
  }

  @Test("Forms, clauses, stages, operands, topics and policies")
  func grammar() {
    for form in Grammar.forms + Grammar.stageForms.map(\.form) {
      expectBoth(form.summary, form.name)
      form.details.map { expectBoth($0, form.name) }
      for clause in form.clauses { expectBoth(clause.summary, "\(form.name) \(clause.keyword)") }
    }
    for kind in Operand.Kind.allCases {
      for text in [kind.title, kind.rule, kind.hint] where text.zh != "private 或 public" {
        expectBoth(text, kind.placeholder)
      }
    }
    for topic in HelpTopic.subjects {
      expectBoth(topic.title, topic.name)
      expectBoth(topic.text, topic.name)
    }
    for policy in Policy.allCases { expectBoth(policy.summary, policy.name) }
  }

  @Test("Every message, help text and heading written anywhere in the sources has both, each in its own script")
  func sources() throws {
    let root = URL(fileURLWithPath: #filePath).pathComponents.dropLast(4).joined(separator: "/")
    var found = 0
    for folder in ["Sources", "Registry/Loader"] {
      let base = URL(fileURLWithPath: root + "/" + folder)
      let files = FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil)
      while let file = files?.nextObject() as? URL {
        guard file.pathExtension == "swift" else { continue }
        for pair in LiteralScanner.pairs(in: try String(contentsOf: file, encoding: .utf8)) {
          found += 1
          let place = "\(file.lastPathComponent): zh \"\(pair.zh)\" en \"\(pair.en)\""
          #expect(pair.zh.isEmpty == pair.en.isEmpty || pair.isShort, "\(place) lacks one")
          #expect(Self.hasHan(pair.zh) || !pair.hasWords, "\(place) is not Chinese")
          #expect(pair.en.isEmpty || Self.isEnglish(pair.en) || pair.zh == pair.en, "\(place) is not English")
        }
      }
    }
    #expect(found > 500)
  }
}
