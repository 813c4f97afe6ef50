import Foundation
import QueryEngine
import TestFixtures
import Testing

@testable import CardholderCLI

struct RequesterFileTests {
  private let folder: TemporaryFolder
  private let file: RequesterFile

  init() throws {
    folder = try TemporaryFolder()
    file = RequesterFile(beside: SessionFile(path: folder.path(of: "deep/session")))
  }

  @Test func `the token is made once, stays, and is its owner's alone`() throws {
    let made = try file.requester()
    #expect(try file.requester() == made)
    let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let folder = URL(filePath: file.path).deletingLastPathComponent().path
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["session.requester"])
  }

  @Test(arguments: ["", "short\n", String(repeating: "x", count: 5_000)])
  func `whatever else stands there is replaced`(text: String) throws {
    let first = try file.requester()
    try Data(text.utf8).write(to: URL(filePath: file.path))
    chmod(file.path, 0o600)
    let second = try file.requester()
    #expect(second != first && second.text.utf8.count >= 24)
    #expect(try file.requester() == second)
  }

  @Test func `a token that others could read is no longer used`() throws {
    let first = try file.requester()
    chmod(file.path, 0o644)
    let second = try file.requester()
    #expect(second != first)
    #expect(try file.requester() == second)
  }

  @Test func `a link to somewhere else is not followed`() throws {
    let first = try file.requester()
    let elsewhere = file.path + ".moved"
    try FileManager.default.moveItem(atPath: file.path, toPath: elsewhere)
    try FileManager.default.createSymbolicLink(atPath: file.path, withDestinationPath: elsewhere)
    #expect(try file.requester() != first)
  }

  @Test func `many who begin at once have the same`() async throws {
    let file = file
    let tokens = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<8 { group.addTask { try file.requester().text } }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(tokens.count == 1)
  }
}
