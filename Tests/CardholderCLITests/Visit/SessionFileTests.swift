import Foundation
import Sealing
import TestFixtures
import Testing

@testable import CardholderCLI

struct SessionFileTests {
  private let folder: TemporaryFolder
  private var path: String { folder.path(of: "deep/session") }

  init() throws { folder = try TemporaryFolder() }

  @Test func `a token is kept for its owner alone, and replaced and forgotten whole`() throws {
    let file = SessionFile(path: path)
    #expect(try file.token == nil)
    for token in ["one", "two"] {
      try file.keep(token)
      #expect(try file.token == token)
    }
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let folder = URL(filePath: path).deletingLastPathComponent().path
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["session"])
    file.forget()
    #expect(try file.token == nil)
  }

  @Test(arguments: ["", "{}", "{\"token\":5}", "not json"])
  func `whatever else stands there is no session`(text: String) throws {
    let file = SessionFile(path: path)
    try file.keep("x")
    try Data(text.utf8).write(to: URL(filePath: path))
    #expect(try file.token == nil)
  }

  @Test(arguments: [0o644, 0o660, 0o606, 0o640])
  func `a session that others could read is closed to them`(mode: Int) throws {
    let file = SessionFile(path: path)
    try file.keep("x")
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    #expect(try file.token == "x")
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
  }

  @Test(.enabled(if: geteuid() == 0))
  func `a session of another account is refused`() throws {
    let file = SessionFile(path: path)
    try file.keep("x")
    #expect(chown(path, 65_534, 65_534) == 0)
    #expect(throws: RightsFault.foreign(path)) { try file.token }
  }

  @Test func `a place that cannot be written is a failure of the environment`() {
    let fault = #expect(throws: SessionFault.self) { try SessionFile(path: "/proc/nowhere/session").keep("x") }
    #expect(fault?.kind == .environment && fault?.code == "session_unwritable")
  }
}
