import Foundation
import Sealing
import Testing

@testable import Store

@Suite("A database and its secrets")
struct BelongingTests {
  private func open(_ location: StoreLocation, _ database: TestDatabase) throws -> Store {
    try Store.open(at: location, catalogue: database.catalogue, clock: database.clock)
  }

  @Test("open only together: the secret is missing")
  func missing() throws {
    let database = try TestDatabase.sandbox()
    #expect(fault { try open(database.located(secrets: "/nowhere"), database) } == "secret_missing")
  }

  @Test("open only together: the secret is of the other kind", arguments: [true, false])
  func otherKind(sandbox: Bool) throws {
    let database = sandbox ? try TestDatabase.sandbox() : try TestDatabase.real()
    let other = try database.otherSecrets(sandbox: !sandbox)
    do {
      _ = try open(database.located(secrets: other), database)
      Issue.record("it opened")
    } catch let fault as StoreFault {
      #expect(fault == .sandboxMismatch(databaseIsSandbox: sandbox))
    }
  }

  @Test("open only together: the secret says that it is of the other kind", arguments: [true, false])
  func relabelled(sandbox: Bool) throws {
    let database = sandbox ? try TestDatabase.sandbox() : try TestDatabase.real()
    let path = database.location.secrets + "/server.secret"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let changed = text.replacingOccurrences(of: "sandbox \(sandbox)", with: "sandbox \(!sandbox)")
    try Data(changed.utf8).write(to: URL(fileURLWithPath: path))
    #expect(fault { try database.open() } == "sandbox_mismatch")
  }

  @Test("open only together: the secret is another sandbox's")
  func foreign() throws {
    let database = try TestDatabase.sandbox()
    let other = try database.otherSecrets(sandbox: true)
    #expect(fault { try open(database.located(secrets: other), database) } == "secret_mismatch")
  }

  @Test("take a pretended time in a sandbox only")
  func pretendedTime() throws {
    let now = TestDatabase.start.adding(.days(30))
    let sandbox = try TestDatabase.sandbox()
    let store = try Store.open(at: sandbox.location, catalogue: sandbox.catalogue, pretendedNow: now)
    #expect(store.clock.now >= now && store.clock.now < now.adding(.hours(1)))
    let real = try TestDatabase.real()
    #expect(
      fault { try Store.open(at: real.location, catalogue: real.catalogue, pretendedNow: now) } == "not_a_sandbox")
    #expect(try Store.open(at: real.location, catalogue: real.catalogue, pretendedNow: nil).isSandbox == false)
  }
}
