import Foundation
import TestFixtures
import Testing

@testable import Program

struct SecretInputTests {
  private func read(_ bytes: [UInt8]) throws -> String {
    let folder = try TemporaryFolder()
    return try withExtendedLifetime(folder) {
      try SecretInput(inputIsTerminal: false).read(file: folder.write(Data(bytes), to: "secret"))
    }
  }

  @Test(arguments: [
    ("482913\n", "482913"), ("482913", "482913"), ("482913\r\n", "482913"), ("482913\nsecond\n", "482913"),
    (" 482913 \n", " 482913 "), ("\n", ""), ("密码\n", "密码"),
  ])
  func `the first line counts, without its line break`(text: String, line: String) throws {
    #expect(try read(Array(text.utf8)) == line)
  }

  @Test func `an empty file, a long line and a missing file are refused`() {
    #expect(throws: SecretInputFault.missing) { try read([]) }
    #expect(try! read(Array(repeating: 65, count: 4_096)).count == 4_096)
    #expect(throws: SecretInputFault.tooLong) { try read(Array(repeating: 65, count: 4_097)) }
    #expect(throws: SecretInputFault.unreadable("/nowhere/at all")) {
      try SecretInput(inputIsTerminal: false).read(file: "/nowhere/at all")
    }
  }

  @Test func `where there is neither file nor terminal there is nothing`() throws {
    #expect(try SecretInput(inputIsTerminal: false).read(file: nil, prompt: .init(zh: "", en: "")) == nil)
  }

  @Test(arguments: [
    ("48291\u{7f}13\n", "482913"), ("x\u{15}482913\r", "482913"), ("密码\u{8}\n", "密"), ("\u{7f}1\n", "1"),
  ])
  func `typing can be corrected`(keys: String, text: String) throws {
    var line = TypedLine()
    let ends = try keys.utf8.map { try line.take($0) }
    #expect(ends.last == true && line.text == text)
  }

  @Test(arguments: ["12\u{3}", "\u{4}", "1\u{1c}"])
  func `and broken off`(keys: String) {
    var line = TypedLine()
    #expect(throws: CancellationError.self) { for key in keys.utf8 { _ = try line.take(key) } }
  }
}
