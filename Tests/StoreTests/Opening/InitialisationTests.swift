import Foundation
import Sealing
import TestFixtures
import Testing

@testable import Store

@Suite("Initialising a database")
struct InitialisationTests {
  @Test("makes revision 0 and the first audit records, by whoever ran it")
  func made() throws {
    let database = try TestDatabase.sandbox()
    let store = try database.open()
    let records = try store.read { try $0.auditRecords(last: nil) }
    #expect(records.map(\.action) == ["init", "commit"])
    #expect(records.all { $0.author == "tester" && $0.at < TestDatabase.start })
    #expect(try store.read { try $0.verifyAudit() }.isIntact)
  }

  @Test("again changes nothing")
  func twice() throws {
    let database = try TestDatabase.sandbox()
    let before = try database.open().edit(.openChannels([.app]))
    #expect(try database.initialise() == .upToDate)
    #expect(try database.open().runningRevision() == before)
  }

  private static let interruptions: [(String, [String])] = [
    ("before the first migration", []),
    (
      "after the migrations",
      [
        "delete from meta", "delete from revisions", "delete from running", "delete from audit",
        "delete from authority", "delete from operators",
      ]
    ),
    (
      "after the marks",
      [
        "delete from revisions", "delete from running", "delete from audit", "delete from authority",
        "delete from operators",
      ]
    ),
  ]

  @Test("takes up what was cut short", arguments: interruptions)
  func cutShort(name: String, statements: [String]) throws {
    let database = try TestDatabase()
    _ = try ServerSecret.loadOrMake(in: database.location.secrets, sandbox: true)
    if statements.isEmpty {
      try Data().write(to: URL(fileURLWithPath: database.path))
    } else {
      try database.initialise()
      for statement in statements { try database.tamper(statement) }
      // The files beside the secrets are written at the end.
      for name in ["audit-head", "database-at"] {
        try FileManager.default.removeItem(atPath: database.secretFile(name))
      }
    }
    #expect(fault { try database.open().runningRevision() } != nil)
    #expect(try database.initialise() == .made)
    #expect(try database.open().runningRevision().number == 0)
    #expect(try database.open().read { try $0.verifyAudit() }.isIntact)
  }

  @Test("makes secrets that only their owner may read")
  func permissions() throws {
    let database = try TestDatabase.sandbox()
    for (path, mode) in [(database.location.secrets, 0o700), (database.location.secrets + "/server.secret", 0o600)] {
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect(attributes[.posixPermissions] as? Int == mode)
    }
  }

  @Test("never makes a real database of a sandbox, or a sandbox of a real one")
  func keepsKind() throws {
    let sandbox = try TestDatabase.sandbox()
    #expect(try sandbox.initialise(sandbox: false) == .upToDate)
    #expect(try sandbox.open().isSandbox)
    let real = try TestDatabase.real()
    #expect(throws: StoreFault.madeOtherwise(isSandbox: false)) {
      try Store.initialise(
        at: real.location, sandbox: true, author: "tester", catalogue: real.catalogue, pretendedNow: nil)
    }
    #expect(try !real.open().isSandbox)
  }

  @Test("of another kind than the secrets makes nothing", arguments: [true, false])
  func otherKind(sandbox: Bool) throws {
    let database = try TestDatabase()
    _ = try ServerSecret.loadOrMake(in: database.location.secrets, sandbox: !sandbox)
    #expect(fault { try database.initialise(sandbox: sandbox) } == "sandbox_mismatch")
    #expect(!FileManager.default.fileExists(atPath: database.path))
  }

  @Test("of a real database takes no pretended time, and makes nothing")
  func pretendedTime() throws {
    let database = try TestDatabase()
    let code = fault {
      try Store.initialise(
        at: database.location, sandbox: false, author: "tester", catalogue: database.catalogue,
        pretendedNow: TestDatabase.start)
    }
    #expect(code == "not_a_sandbox")
    #expect(!FileManager.default.fileExists(atPath: database.path))
    #expect(!FileManager.default.fileExists(atPath: database.location.secrets))
  }

  @Test("where the file is there and its secret is not makes no new secret")
  func missingSecret() throws {
    let database = try TestDatabase.sandbox()
    try FileManager.default.removeItem(atPath: database.location.secrets)
    #expect(fault { try database.initialise() } == "secret_missing")
    #expect(!FileManager.default.fileExists(atPath: database.location.secrets))
  }
}
