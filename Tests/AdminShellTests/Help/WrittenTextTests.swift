import Domain
import Foundation
import Testing
import Text

@testable import AdminShell

/// The rules for texts for people, as far as a program can check them (docs/glossary.md).
struct WrittenTextTests {
  /// The targets of programs: their texts may name commands and options.
  private static let typed = [
    "AdminCLI", "AdminShell", "AdminTerminal", "BankCLI", "BenchCLI", "BenchOptions", "Benchmark", "CardholderCLI",
    "Deployment", "EngineCLI", "Program",
  ]
  /// The targets with texts for cardholders.
  private static let personal = ["CardholderCLI", "Domain", "QueryEngine"]

  private struct Source {
    let layer: String
    let file: String
    let text: String
    var pairs: [LiteralScanner.Pair] { LiteralScanner.pairs(in: text) }
  }

  private static let sources: [Source] = {
    let root = URL(fileURLWithPath: #filePath).pathComponents.dropLast(4).joined(separator: "/") + "/Sources"
    let files = FileManager.default.enumerator(atPath: root)
    var sources: [Source] = []
    while let path = files?.nextObject() as? String {
      guard path.hasSuffix(".swift"), let text = try? String(contentsOfFile: root + "/" + path, encoding: .utf8) else {
        continue
      }
      let parts = path.split(separator: "/").map(String.init)
      sources.append(Source(layer: parts[0], file: parts[parts.count - 1], text: text))
    }
    return sources
  }()

  /// The commands of two words; a single noun that is a command is no sign of one.
  private static let commands = Grammar.forms.map(\.name).filter { $0.contains(" ") && $0 != "audit head" }

  private static func said(_ text: String, _ words: String) -> Bool {
    guard let range = text.range(of: words) else { return false }
    let before = text[..<range.lowerBound].last
    let after = text[range.upperBound...].first
    return ![before, after].contains { $0?.isASCII == true && $0?.isLetter == true }
  }

  @Test func `below the command line no text names an option or a command of ours`() {
    #expect(Self.sources.count > 300 && Self.commands.count > 20)
    for source in Self.sources where !Self.typed.contains(source.layer) && !source.layer.hasPrefix("chaka") {
      for pair in source.pairs {
        for text in [pair.zh, pair.en] {
          #expect(text.firstMatch(of: /--[a-z]/) == nil, "\(source.file): an option in \"\(text)\"")
          #expect(text.firstMatch(of: /\bchaka(-[a-z]+)? [a-z]/) == nil, "\(source.file): a program in \"\(text)\"")
          let command = Self.commands.first { Self.said(text, $0) }
          #expect(command == nil, "\(source.file): a command in \"\(text)\"")
        }
      }
    }
  }

  @Test func `people read no null, and each language has its own punctuation`() {
    #expect(Self.sources.count > 300 && Self.sources.count { !$0.pairs.isEmpty } > 100)
    for source in Self.sources {
      for pair in source.pairs {
        for text in [pair.zh, pair.en] {
          #expect(!Self.said(text, "null"), "\(source.file): \"\(text)\"")
        }
        #expect(
          pair.zh.firstMatch(of: /\p{Han}[,;:!?()]|[,;!?()]\p{Han}/) == nil,
          "\(source.file): half width in \"\(pair.zh)\"")
        #expect(
          pair.en.firstMatch(of: /[，。；：（）！？、“”]/) == nil, "\(source.file): full width in \"\(pair.en)\"")
      }
    }
  }

  @Test func `cards have their everyday names, and one attempt is singular`() {
    #expect(Self.sources.count { Self.personal.contains($0.layer) && !$0.pairs.isEmpty } > 10)
    for source in Self.sources {
      #expect(source.text.firstMatch(of: /\) attempts left/) == nil || source.text.contains("1 attempt left"))
      guard Self.personal.contains(source.layer) else { continue }
      for pair in source.pairs {
        #expect(!pair.zh.contains("贷记卡") || pair.zh.contains("信用卡"), "\(source.file): \"\(pair.zh)\"")
        #expect(!pair.zh.contains("借记卡") || pair.zh.contains("储蓄卡"), "\(source.file): \"\(pair.zh)\"")
        #expect(!pair.zh.contains("JSON"), "\(source.file): \"\(pair.zh)\"")
      }
    }
  }
}
