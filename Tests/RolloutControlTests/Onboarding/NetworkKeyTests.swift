import Domain
import Foundation
import RolloutControl
import Store
import Testing

@Suite("The network's key")
struct NetworkKeyTests {
  private let database: TestDatabase
  private let session: OperatorSession

  init() throws {
    database = try TestDatabase()
    session = try database.session()
  }

  private func signing() throws -> String { try database.store.networkKeys.signing(now: database.clock.now).keyId }

  @Test("is published, and the new one beside it during a rotation; the old one signs until the overlap is over")
  func rotate() throws {
    let old = try #require(try session.networkKeys().first)
    let new = try session.rotateNetworkKey(overlap: .hours(72))
    #expect(try session.networkKeys().map(\.keyId) == [new.keyId, old.keyId])
    #expect(try session.networkKeys().map(\.validUntil) == [nil, TestDatabase.start.adding(.hours(72))])
    #expect(try signing() == old.keyId)
    database.clock.advance(.hours(72))
    #expect(try signing() == new.keyId)
  }

  @Test("is rotated once at a time, each audited with its public key")
  func twice() throws {
    let first = try session.rotateNetworkKey()
    let record = try #require(try session.auditRecords(last: 1).first)
    #expect(record.action == "rotate" && record.object == "network")
    #expect(record.detail["publicKey"] == .string(first.publicKey.base64EncodedString()))
    let before = try database.records()
    database.clock.advance(.hours(71))
    #expect(fault { try session.rotateNetworkKey() } == .rotationInProgress)
    #expect(try database.records() == before)
    database.clock.advance(.hours(1))
    _ = try session.rotateNetworkKey()
    #expect(try session.networkKeys().count == 3 && session.verifyAudit().isIntact)
  }

  @Test("changes at once without an overlap")
  func withoutOverlap() throws {
    let new = try session.rotateNetworkKey(overlap: .hours(0))
    #expect(try signing() == new.keyId)
    _ = try session.rotateNetworkKey(overlap: .hours(0))
  }
}
