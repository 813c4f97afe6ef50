import Foundation
import RolloutControl
import Store
import TestFixtures
import Testing

@Suite("The network's key")
struct NetworkKeyTests {
  private let database: OperatedDatabase
  private let session: OperatorSession

  init() throws {
    database = try OperatedDatabase()
    session = try database.session()
  }

  private func signing() throws -> String { try database.store.networkKeys.signing(now: database.clock.now).keyId }

  @Test("is published, and the new one beside it during a rotation; the old one signs until the overlap is over")
  func rotate() throws {
    let old = try #require(try session.onboarding.networkKeys().first)
    let new = try session.onboarding.rotateNetworkKey(overlap: .hours(72))
    #expect(try session.onboarding.networkKeys().map(\.keyId) == [new.keyId, old.keyId])
    #expect(try session.onboarding.networkKeys().map(\.validUntil) == [nil, TestDatabase.start.adding(.hours(72))])
    #expect(try signing() == old.keyId)
    database.clock.advance(.hours(72))
    #expect(try signing() == new.keyId)
  }

  @Test("is rotated once at a time, each audited with its public key")
  func twice() throws {
    let first = try session.onboarding.rotateNetworkKey()
    let record = try #require(try session.audit.records(last: 1).first)
    #expect(record.action == "rotate" && record.object == "network")
    #expect(record.detail["publicKey"] == .string(first.publicKey.base64EncodedString()))
    let before = try database.records()
    database.clock.advance(.hours(71))
    #expect(rolloutFault { try session.onboarding.rotateNetworkKey() } == .rotationInProgress)
    #expect(try database.records() == before)
    database.clock.advance(.hours(1))
    _ = try session.onboarding.rotateNetworkKey()
    #expect(try session.onboarding.networkKeys().count == 3 && session.audit.verify().isIntact)
  }

  @Test("changes at once without an overlap")
  func withoutOverlap() throws {
    let new = try session.onboarding.rotateNetworkKey(overlap: .hours(0))
    #expect(try signing() == new.keyId)
    _ = try session.onboarding.rotateNetworkKey(overlap: .hours(0))
  }

  private struct Crash: Error {}

  /// A rotation in a program that ends at a point around its commit.
  private func rotate(_ hook: CommitHook) throws {
    let store = try database.open(hook: hook)
    let session = try OperatorSession(store: store, author: "wang")
    _ = try session.onboarding.rotateNetworkKey(overlap: .hours(0))
  }

  private func published() throws -> [String] {
    try database.open().networkKeys.published(now: database.clock.now).map(\.key.keyId)
  }

  @Test("is none where the commit fails, and can be rotated again")
  func failingCommit() throws {
    let old = try signing()
    let before = try database.records()
    #expect(throws: Crash.self) { try rotate(CommitHook(before: { throw Crash() }, after: {})) }
    #expect(try signing() == old)
    #expect(try published() == [old] && database.records() == before)
    #expect(try files("network.keys.coming").isEmpty)
    let new = try session.onboarding.rotateNetworkKey(overlap: .hours(0))
    #expect(try signing() == new.keyId)
    #expect(try published() == [new.keyId, old])
  }

  @Test("is taken in by whoever comes next where the program ends right after the commit", arguments: [true, false])
  func cutShort(isOpenedAgain: Bool) throws {
    let old = try signing()
    #expect(throws: Crash.self) { try rotate(CommitHook(before: {}, after: { throw Crash() })) }
    #expect(try signing() == old)
    let recorded = try #require(try session.audit.records(last: 1).first).detail["keyId"]
    if isOpenedAgain {
      _ = try database.open()
    } else {
      _ = try session.onboarding.rotateNetworkKey(overlap: .hours(1))
    }
    #expect(try recorded == .string(signing()))
    #expect(try published().count == (isOpenedAgain ? 2 : 3))
    #expect(try files("network.keys.coming").isEmpty && session.audit.verify().isIntact)
  }

  @Test("is taken in once where the program ends before it has cleared up")
  func takenInAlready() throws {
    let secrets = database.secrets
    let kept = secrets + "/kept"
    try rotate(
      CommitHook(
        before: {
          let coming = try FileManager.default.contentsOfDirectory(atPath: secrets)
            .first { $0.hasPrefix("network.keys.coming") }
          try FileManager.default.copyItem(atPath: "\(secrets)/\(try #require(coming))", toPath: kept)
        }, after: {}))
    let keys = try published()
    try FileManager.default.moveItem(
      atPath: kept, toPath: "\(secrets)/network.keys.coming-\(database.store.instance.prefix(8))")
    #expect(try published() == keys && keys.count == 2)
    #expect(try files("network.keys.coming").isEmpty)
  }

  private func files(_ prefix: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: database.secrets).filter { $0.hasPrefix(prefix) }
  }
}
