import Foundation
import TestFixtures
import Testing

@testable import Store

@Suite("SECURITY.md")
struct SecurityDocumentTests {
  private static let document = Result {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return try String(contentsOf: root.appendingPathComponent("SECURITY.md"), encoding: .utf8)
  }

  private static let tables =
    SealedTable.lasting.map { ($0.name, $0.bound + [SealedTable.seal]) } + [
      ("vault_DAY", SealedTable.vault(of: TestDatabase.start.day).bound + [SealedTable.seal]),
      ("bank_keys", BankKeysTable.columnNames),
    ]

  @Test("says of every bound column what changing it does", arguments: tables)
  func columns(_ table: String, _ columns: [String]) throws {
    let text = try Self.document.get()
    for column in columns {
      // The table `persons` has a passage of its own, where its name is not repeated.
      let name = table == "persons" ? "`\(column)`" : "`\(table).\(column)`"
      #expect(text.contains(name), "\(table).\(column) is not in SECURITY.md")
    }
  }

  @Test("names tests that are there")
  func tests() throws {
    let text = try Self.document.get().replacing("\n", with: " ")
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    var sources = ""
    let files = try #require(FileManager.default.enumerator(atPath: root.path))
    for case let file as String in files where file.hasSuffix("Tests.swift") {
      sources += try String(contentsOfFile: root.path + "/" + file, encoding: .utf8)
    }
    // Names of tests are the quoted sentences: four words and more, without characters of code.
    let quoted = text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
      .filter { $0.split(separator: " ").count >= 5 }
    #expect(quoted.count >= 10)
    for name in quoted {
      #expect(sources.contains("\"\(name)\"") || sources.contains("`\(name)`"), "no test is called: \(name)")
    }
  }
}
