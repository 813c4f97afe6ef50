import Foundation
import Sealing
import Testing

@testable import Store

/// Two sandboxes of the same secrets; in the first a region was closed.
@Suite("Which database stands at a path")
struct PlaceTests {
  private let database: TestDatabase
  private let other: StoreLocation

  init() throws {
    database = try TestDatabase.sandbox()
    other = StoreLocation(path: database.path + ".other", secrets: database.location.secrets)
    #expect(try initialise(other) == .made)
    let store = try open(other)
    _ = try store.edit(.openChannels([.app]), .openRegions([WholeDatabase.shanghai], .full))
    _ = try store.truncateLog()
    _ = try database.content()
  }

  private func initialise(_ location: StoreLocation) throws -> Initialisation {
    try Store.initialise(
      at: location, sandbox: true, author: "tester", catalogue: database.catalogue,
      pretendedNow: TestDatabase.start.adding(.minutes(-1)))
  }

  private func open(_ location: StoreLocation, isSettled: Bool = true) throws -> Store {
    try Store.open(at: location, catalogue: database.catalogue, clock: database.clock, isSettled: isSettled)
  }

  private func exchange() throws {
    try database.putBack(try Data(contentsOf: URL(fileURLWithPath: other.path)))
  }

  @Test("is noted beside the secrets: another one of the same secrets is refused, by init as well, and shown")
  func exchanged() throws {
    try exchange()
    #expect(throws: StoreFault.databaseExchanged(database.path)) { try database.open() }
    #expect(throws: StoreFault.databaseExchanged(database.path)) { try database.initialise() }
    let store = try open(database.location, isSettled: false)
    #expect(fault { try store.runningRevision() } == "database_exchanged")
    #expect(fault { try store.edit(.closeChannels([.app])) } == "database_exchanged")
    #expect(try store.verifyAudit().problem == .exchanged(database.path))
    #expect(try open(other).verifyAudit().isIntact)
  }

  @Test("counts by the path that was given and by the file's own: a link that names another file leads nowhere")
  func link() throws {
    let link = StoreLocation(path: database.path + ".link", secrets: database.location.secrets)
    try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: database.path)
    #expect(try open(link).runningRevision().number == 0)
    try FileManager.default.removeItem(atPath: link.path)
    try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: other.path)
    #expect(fault { try open(link) } == "database_exchanged")
    try FileManager.default.removeItem(atPath: database.path)
    try FileManager.default.createSymbolicLink(atPath: database.path, withDestinationPath: other.path)
    #expect(fault { try database.open() } == "database_exchanged")
  }

  @Test("by another name of the same file is the same")
  func otherName() throws {
    let link = StoreLocation(path: database.path + ".link", secrets: database.location.secrets)
    try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: database.path)
    try exchange()
    #expect(fault { try open(link) } == "database_exchanged")
  }

  @Test("is not made anew where the file was emptied")
  func emptied() throws {
    try database.putBack(Data())
    #expect(throws: StoreFault.databaseEmptied(database.path)) { try database.initialise() }
    #expect(try Data(contentsOf: URL(fileURLWithPath: database.path)).isEmpty)
  }

  @Test("is made anew where the file was removed, which is said, and stands there from then on")
  func removed() throws {
    let kept = try Data(contentsOf: URL(fileURLWithPath: database.path))
    try FileManager.default.removeItem(atPath: database.path)
    #expect(fault { try database.open() } == "database_missing")
    #expect(try database.initialise() == .madeAnew)
    #expect(try database.initialise() == .upToDate)
    #expect(try database.open().verifyAudit().isIntact)
    try database.putBack(kept)
    #expect(fault { try database.open() } == "database_exchanged")
  }

  @Test("is taken up where making it anew was cut short")
  func cutShort() throws {
    let place = DatabasePlace(database.location, secret: try ServerSecret.load(from: database.location.secrets))
    try place.forget()
    try database.putBack(Data())
    #expect(try database.initialise() == .made)
  }

  @Test("is not taken by one that says that it was never begun", arguments: ["meta", "meta where name = 'keyCheck'"])
  func unmarked(marks: String) throws {
    try database.tamper("delete from \(marks)")
    #expect(fault { try database.initialise() } == "database_exchanged")
  }

  @Test("is noted for a database that was moved, and its former path is free for the next one to be made")
  func moved() throws {
    let moved = StoreLocation(path: database.path + ".moved", secrets: database.location.secrets)
    try FileManager.default.moveItem(atPath: database.path, toPath: moved.path)
    #expect(try open(moved).runningRevision().number == 0)
    try FileManager.default.removeItem(atPath: moved.path)
    try FileManager.default.copyItem(atPath: other.path, toPath: moved.path)
    #expect(fault { try open(moved) } == "database_exchanged")
  }

  @Test("is another one by an administrator's audited decision")
  func reanchored() throws {
    try exchange()
    _ = try open(database.location, isSettled: false).write(regardless: [.older]) {
      try $0.reanchor(reason: "takes its place", by: "tester")
    }
    let verdict = try database.open().verifyAudit()
    #expect(verdict.isIntact && verdict.reanchorings.map(\.reason) == ["takes its place"])
  }

  @Test("is not believed where the note is not ours")
  func foreignNote() throws {
    let path = try database.secretFile("database-at")
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try Data(text.replacing(database.path, with: "/elsewhere").utf8).write(to: URL(fileURLWithPath: path))
    #expect(fault { try open(text.contains(other.path) ? other : database.location) } == "secret_unusable")
  }
}
