import Foundation
import Sealing
import TestFixtures
import Testing

@testable import Store

@Suite("What follows a commit and fails")
struct FollowUpTests {
  private let database: TestDatabase
  private let store: Store

  init() throws {
    database = try TestDatabase.sandbox()
    store = try database.open()
  }

  /// Puts an obstacle in the way of the head's next note, and gives its path.
  private func obstruct() throws -> String {
    let lock = try database.secretFile("audit-head") + ".lock"
    try FileManager.default.removeItem(atPath: lock)
    try FileManager.default.createDirectory(atPath: lock, withIntermediateDirectories: false)
    return lock
  }

  @Test("leaves the commit in force, is told once, and is done with the next write")
  func head() throws {
    let lock = try obstruct()
    #expect(try store.edit(.openChannels([.app])).number == 1)
    #expect(try database.open().runningRevision().number == 1)
    let told = store.takeTroubles()
    #expect(told.map(\.code) == ["follow_up_failed"] && told.map(\.kind) == [.environment])
    #expect(told.all { $0.message.en.hasPrefix("committed, but") && $0.message.zh.hasPrefix("已提交，但") })
    #expect(store.takeTroubles().isEmpty)
    try FileManager.default.removeItem(atPath: lock)
    store.finishFollowUps()
    #expect(try store.auditHead.read() == store.read { try $0.auditHead() })
    #expect(try store.verifyAudit().isIntact)
  }

  @Test("is done by the next program that opens the database")
  func nextProgram() throws {
    let lock = try obstruct()
    let head = try store.auditHead.read()
    _ = try store.edit(.openChannels([.app]))
    #expect(try store.auditHead.read() == head)
    try FileManager.default.removeItem(atPath: lock)
    let other = try database.open()
    #expect(try other.auditHead.read() == other.read { try $0.auditHead() })
  }

  @Test("does not let the file be put back meanwhile, to the program that saw it")
  func seen() throws {
    let before = try database.connection().dump("authority")
    let kept = try #require(try database.connection().read { try AuthorityTable(sql: $0).row() })
    _ = try obstruct()
    _ = try store.edit(.openChannels([.app]))
    #expect(try database.connection().dump("authority") != before)
    try database.tamper(
      "delete from audit where sequence > 2", "delete from revisions where number > 0", "delete from rollout_changes",
      "update running set revision = 0")
    try database.connection().write { try AuthorityTable(sql: $0).write(kept) }
    #expect(fault { try store.runningRevision() } == "database_older")
  }

  @Test("of any kind leaves the value that was given", arguments: [true, false])
  func value(isShared: Bool) async throws {
    struct Trouble: Error {}
    let value =
      isShared
      ? try await store.submit { transaction in
        transaction.afterCommit { throw Trouble() }
        return 7
      }
      : try store.write { transaction in
        transaction.afterCommit { throw Trouble() }
        return 7
      }
    #expect(value == 7 && store.takeTroubles().count == 1)
    #expect(store.takeTroubles().isEmpty)
  }

  @Test("is told to the caller who collects it, and to nobody else", arguments: [true, false])
  func collected(isShared: Bool) async throws {
    struct Trouble: Error {}
    let troubles = CommitTroubles()
    if isShared {
      try await troubles.collecting {
        try await store.submit { $0.afterCommit { throw Trouble() } }
      }
    } else {
      try troubles.collecting { try store.write { $0.afterCommit { throw Trouble() } } }
    }
    #expect(store.takeTroubles().isEmpty)
    #expect(troubles.take().map(\.code) == ["follow_up_failed"] && troubles.take().isEmpty)
    try store.write { $0.afterCommit { throw Trouble() } }
    #expect(troubles.take().isEmpty && store.takeTroubles().count == 1)
  }

  @Test("is the network's key, which is taken in later")
  func networkKey() throws {
    _ = try store.networkKeys.signing(now: store.now())
    let lock = try database.secretFile("network.keys") + ".lock"
    try FileManager.default.createDirectory(atPath: lock, withIntermediateDirectories: false)
    let entry = try store.write { transaction in
      try transaction.rotateNetworkKey(signingFrom: transaction.now.adding(.hours(1)), author: "tester")
    }
    #expect(store.takeTroubles().map(\.facts).description.contains("networkKey"))
    #expect(try store.networkKeys.published(now: store.now()).count == 1)
    try FileManager.default.removeItem(atPath: lock)
    _ = try store.edit(.openChannels([.app]))
    #expect(try store.networkKeys.published(now: store.now()).map(\.key.keyId).first == entry.key.keyId)
  }
}
