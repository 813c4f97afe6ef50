import Domain
import Foundation
import Sealing
import TestFixtures
import Testing

@testable import Store

@Suite("A database that is older than what is noted beside the secrets")
struct OlderFileTests {
  private let database: TestDatabase
  private let before: Data

  /// An earlier file, from before a region was closed.
  init() throws {
    database = try TestDatabase.sandbox()
    let store = try database.open()
    _ = try store.edit(.openChannels([.app]), .openRegions([.shanghai], .full))
    before = try database.content()
    _ = try store.edit(.closeRegions([.shanghai]))
  }

  private func openRegardless() throws -> Store {
    try Store.open(at: database.location, catalogue: database.catalogue, clock: database.clock, isSettled: false)
  }

  @Test("is refused at opening, and told as older, not as altered")
  func refused() throws {
    try database.putBack(before)
    #expect(fault { try database.open() } == "database_older")
    let verdict = try openRegardless().verifyAudit()
    #expect(verdict.problem == .cutOff(noted: 4, found: 3))
    #expect(try #require(verdict.problem).message.en.contains("older"))
  }

  @Test("is refused to a program that has it open already")
  func running() throws {
    let store = try database.open()
    _ = try store.runningRevision()
    let rows = try database.connection()
    for statement in [
      "delete from audit where sequence = 4", "delete from revisions where number = 2",
      "delete from rollout_changes where revision = 2", "update running set revision = 1",
    ] {
      try rows.run(statement)
    }
    let kept = try TestDatabase()
    try before.write(to: URL(fileURLWithPath: kept.path))
    let seal = try #require(try kept.connection().read { try AuthorityTable(sql: $0).row() })
    try rows.write { try AuthorityTable(sql: $0).write(seal) }
    #expect(fault { try store.runningRevision() } == "database_older")
    #expect(fault { try store.edit(.closeChannels([.app])) } == "database_older")
    #expect(fault { try database.open() } == "database_older")
  }

  @Test("and went on is refused as well, and told as older")
  func wentOn() throws {
    let head = try database.secretFile("audit-head")
    let noted = try Data(contentsOf: URL(fileURLWithPath: head))
    try database.putBack(before)
    try FileManager.default.removeItem(atPath: head)
    let store = try openRegardless()
    _ = try store.write(regardless: [.older]) { try $0.reanchor(reason: "for a while", by: "tester") }
    _ = try store.edit(.closeChannels([.app]))
    try noted.write(to: URL(fileURLWithPath: head))
    #expect(fault { try database.open() } == "database_older")
    #expect(try openRegardless().verifyAudit().problem == .older(noted: 4))
  }

  @Test("by what people wrote alone is refused, too")
  func people() throws {
    let kept = try database.content()
    database.clock.advance(.minutes(1))
    try database.open().write { try $0.register("somebody", .shanghai, 1) }
    try database.putBack(kept)
    #expect(fault { try database.open().path } == "database_older")
    #expect(try openRegardless().verifyAudit().problem?.code == "database_older")
    _ = try openRegardless().write(regardless: [.older]) { try $0.reanchor(reason: "restored", by: "tester") }
    #expect(try database.open().verifyAudit().isIntact)
  }

  @Test(
    "by what people wrote alone is refused also with the latest time of the newer one",
    arguments: [
      "update clock set latest = n.latest, machine_start = n.machine_start, keeper = n.keeper, mac = n.mac from newer.clock n",
      "delete from clock; insert into clock select * from newer.clock",
    ])
  func copiedTime(statement: String) throws {
    let kept = try database.content()
    for minute in 1...2 {
      database.clock.advance(.minutes(1))
      try database.open().write { try $0.register("somebody \(minute)", .shanghai, 1) }
    }
    let newer = try database.copied()
    try database.putBack(kept)
    try database.tamper(["attach '\(newer.path)' as newer"] + statement.components(separatedBy: "; "))
    #expect(throws: StoreFault.databaseOlderByNumbers) { try database.open() }
    #expect(try openRegardless().verifyAudit().problem == .olderNumbers)
    _ = try openRegardless().write(regardless: [.older]) { try $0.reanchor(reason: "restored", by: "tester") }
    #expect(try database.open().verifyAudit().isIntact)
  }

  @Test("by what people wrote alone stays refused whatever is asked for in it, until it is gone on with")
  func asked() throws {
    let kept = try database.content()
    database.clock.advance(.minutes(1))
    try database.open().write { try $0.register("somebody", .shanghai, 1) }
    try database.putBack(kept)
    database.clock.advance(.minutes(1))
    try openRegardless().write(regardless: [.older]) {
      try $0.audit(author: "tester", action: "sign-in", object: "console", detail: [:])
    }
    #expect(throws: StoreFault.databaseOlderByNumbers) { try database.open() }
    _ = try openRegardless().write(regardless: [.older]) { try $0.reanchor(reason: "restored", by: "tester") }
    #expect(try database.open().verifyAudit().isIntact)
  }

  @Test("is gone on with at a later time by a transaction that writes records of its own before")
  func approvedLater() throws {
    try database.putBack(before)
    database.clock.advance(.minutes(1))
    _ = try openRegardless().write(regardless: [.older]) { transaction in
      try transaction.audit(author: "tester", action: "approve", object: "request 1", detail: [:])
      return try transaction.reanchor(reason: "restored", by: "tester")
    }
    #expect(try database.open().runningRevision().number == 1)
  }

  @Test("whose WAL was cut off is refused")
  func cutWAL() throws {
    try before.write(to: URL(fileURLWithPath: database.path))
    try? FileManager.default.removeItem(atPath: database.path + "-wal")
    #expect(fault { try database.open() } == "database_older")
  }

  @Test("is refused where nothing is noted beside the secrets any more")
  func headMissing() throws {
    try FileManager.default.removeItem(atPath: database.secretFile("audit-head"))
    #expect(fault { try database.open() } == "audit_head_unreadable")
  }

  @Test("is gone on with by an audited decision, which verification tells of")
  func reanchored() throws {
    let noted = try openRegardless().auditHead.read()
    try database.putBack(before)
    let store = try openRegardless()
    #expect(fault { try store.edit(.closeChannels([.app])) } == "database_older")
    _ = try store.write(regardless: [.older]) { try $0.reanchor(reason: "disk 磁盘", by: "tester") }
    #expect(try store.edit(.closeChannels([.app])).number == 2)
    let verdict = try database.open().verifyAudit()
    #expect(verdict.isIntact)
    #expect(verdict.reanchorings.map(\.before) == [noted] && verdict.reanchorings.map(\.reason) == ["disk 磁盘"])
    #expect(try database.open().runningRevision().rollout.share(of: .shanghai) == .full)
  }

  @Test("is gone on with by the next program where the first one died after its commit")
  func diedAfterCommit() throws {
    try database.putBack(before)
    struct Died: Error {}
    let store = try Store.open(
      at: database.location, catalogue: database.catalogue, clock: database.clock,
      hook: CommitHook(before: {}, after: { throw Died() }), isSettled: false)
    #expect(throws: Died.self) {
      try store.write(regardless: [.older]) { try $0.reanchor(reason: "restored", by: "tester") }
    }
    #expect(try database.open().verifyAudit().isIntact)
  }

  @Test(
    "is not gone on with where it was altered as well",
    arguments: ["update operators set role = 'viewer'", "update audit set author = 'x' where sequence = 2"])
  func altered(statement: String) throws {
    try database.putBack(before)
    try database.tamper(statement)
    let code = fault {
      try openRegardless().write(regardless: [.older]) { try $0.reanchor(reason: "restored", by: "tester") }
    }
    #expect(code == "database_not_sealable")
  }

  @Test("and is the latest after all needs no decision")
  func latest() throws {
    let code = fault {
      try openRegardless().write(regardless: [.older]) { try $0.reanchor(reason: "restored", by: "tester") }
    }
    #expect(code == "nothing_changed")
  }

  @Test("put back after a decision about another one is older again")
  func again() throws {
    try database.putBack(before)
    _ = try openRegardless().write(regardless: [.older]) { try $0.reanchor(reason: "restored", by: "tester") }
    let kept = try database.content()
    _ = try database.open().edit(.closeChannels([.app]))
    try database.putBack(kept)
    #expect(fault { try database.open() } == "database_older")
  }
}

@Suite("A database that was moved away while it was open")
struct MovedFileTests {
  @Test("takes no commit any more, and none is read from what stands in its place")
  func moved() throws {
    let database = try TestDatabase.sandbox()
    let store = try database.open()
    let content = try database.content()
    try FileManager.default.moveItem(atPath: database.path, toPath: database.path + ".away")
    #expect(fault { try store.edit(.openChannels([.app])) } == "database_moved")
    try content.write(to: URL(fileURLWithPath: database.path))
    #expect(fault { try store.edit(.openChannels([.app])) } == "database_moved")
    #expect(fault { try store.runningRevision() } == "database_moved")
    try FileManager.default.removeItem(atPath: database.path)
    try FileManager.default.moveItem(atPath: database.path + ".away", toPath: database.path)
    #expect(try store.edit(.openChannels([.app])).number == 1)
  }

  @Test("by the files that belong to it is noticed as well", arguments: ["-wal", "-shm"])
  func companion(suffix: String) throws {
    let database = try TestDatabase.sandbox()
    let store = try database.open()
    let companion = database.path + suffix
    try FileManager.default.moveItem(atPath: companion, toPath: companion + ".away")
    #expect(throws: StoreFault.databaseMoved(companion)) { try store.edit(.openChannels([.app])) }
    try FileManager.default.copyItem(atPath: companion + ".away", toPath: companion)
    #expect(throws: StoreFault.databaseMoved(companion)) { try store.edit(.openChannels([.app])) }
    #expect(fault { try store.runningRevision() } == "database_moved")
    try FileManager.default.removeItem(atPath: companion)
    try FileManager.default.moveItem(atPath: companion + ".away", toPath: companion)
    #expect(try store.edit(.openChannels([.app])).number == 1)
    #expect(try database.open().verifyAudit().isIntact)
  }

  @Test("by a link that names another file is noticed as well")
  func link() throws {
    let (first, second) = (try TestDatabase.sandbox(), try TestDatabase.sandbox())
    let link = try TestDatabase()
    try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: first.path)
    let store = try Store.open(
      at: StoreLocation(path: link.path, secrets: first.location.secrets), catalogue: first.catalogue,
      clock: first.clock)
    try FileManager.default.removeItem(atPath: link.path)
    try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: second.path)
    #expect(fault { try store.edit(.openChannels([.app])) } == "database_moved")
  }

  @Test("during a transaction keeps that from being committed")
  func duringTransaction() throws {
    let database = try TestDatabase.sandbox()
    let store = try database.open()
    let code = fault {
      try store.write { transaction in
        try transaction.setEndpoint("http://after/", of: BankCode("icbc"))
        try FileManager.default.moveItem(atPath: database.path, toPath: database.path + ".away")
      }
    }
    #expect(code == "database_moved")
  }
}
