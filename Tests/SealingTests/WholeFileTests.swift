import Foundation
import TestFixtures
import Testing

@testable import Sealing

@Suite("A file that is whole or not there")
struct WholeFileTests {
  private let folder: TemporaryFolder
  private var path: String { folder.path(of: "file") }

  init() throws { folder = try TemporaryFolder() }

  private var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
  }
  private var text: String { String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self) }

  @Test(
    "takes the place of what was there, is its owner's alone, and leaves nothing beside it", arguments: [true, false])
  func replaces(isSynchronised: Bool) throws {
    for words in ["a longer text", "short"] {
      #expect(try WholeFile.write(Data(words.utf8), to: path, isSynchronised: isSynchronised))
      #expect(text == words)
    }
    let rights = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(rights == 0o600)
    #expect(try names == ["file"])
  }

  @Test("stays where it is to be the first, and the second writer is told")
  func first() throws {
    #expect(try WholeFile.write(Data("first".utf8), to: path, replacing: false))
    #expect(try !WholeFile.write(Data("second".utf8), to: path, replacing: false))
    #expect(text == "first")
    #expect(try names == ["file"])
  }

  @Test("that cannot be put into place says why, and what was there stays")
  func failure() throws {
    #expect(throws: WholeFile.Failure(reason: ENOENT)) { try WholeFile.write(Data(), to: folder.path(of: "none/file")) }
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    #expect(throws: WholeFile.Failure(reason: EISDIR)) { try WholeFile.write(Data(), to: path) }
    #expect(try names == ["file"])
  }
}
