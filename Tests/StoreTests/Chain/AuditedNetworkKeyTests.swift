import Foundation
import Sealing
import TestFixtures
import Testing

@testable import Store

@Suite("The network's keys, held to the audit chain")
struct AuditedNetworkKeyTests {
  private let database: TestDatabase
  private let path: String

  init() throws {
    database = try TestDatabase.sandbox()
    path = try database.secretFile("network.keys")
  }

  private func signing(_ store: Store) throws -> String { try store.networkKeys.signing(now: store.now()).keyId }

  private func content() throws -> Data { try #require(FileManager.default.contents(atPath: path)) }

  private func put(_ content: Data) throws {
    try content.write(to: URL(fileURLWithPath: path))
    chmod(path, 0o600)
  }

  private func rotate() throws {
    _ = try database.open().write { try $0.rotateNetworkKey(signingFrom: $0.now, author: "tester") }
  }

  /// Brings the keys into the form of an older installation: no seal, and no record of the first key in the chain.
  private func unsealed() throws -> Data {
    let lines = String(decoding: try content(), as: UTF8.self).split(separator: "\n").dropFirst().dropLast()
    return Data("chaka-network-keys 1\n\(lines.map { $0 + "\n" }.joined())".utf8)
  }

  @Test("are recorded with the database's beginning")
  func first() throws {
    let store = try database.open()
    let recorded = try store.read { try $0.recordedNetworkKey() }
    #expect(try recorded == RecordedNetworkKey(latest: signing(store), isBound: true))
  }

  @Test("are not taken from another installation, by programs that run and by those that begin")
  func foreign() throws {
    let (store, own) = (try database.open(), try content())
    let first = try signing(store)
    let other = try TestDatabase.sandbox()
    try put(try #require(FileManager.default.contents(atPath: try other.secretFile("network.keys"))))
    #expect(fault { try signing(store) } == "secret_foreign")
    #expect(fault { try signing(try database.open()) } == "secret_foreign")
    #expect(try store.read { try $0.verifyAudit() }.isIntact)
    try put(own)
    #expect(try signing(store) == first)
  }

  @Test("of before a rotation are not taken for those of now")
  func older() throws {
    let before = try content()
    try rotate()
    try put(before)
    #expect(fault { try signing(try database.open()) } == "secret_foreign")
  }

  @Test("without a seal are not taken where the chain says that they had one")
  func seal() throws {
    try put(try unsealed())
    #expect(fault { try signing(try database.open()) } == "secret_foreign")
  }

  @Test("are begun anew by a rotation where the foreign file was moved away")
  func anew() throws {
    let other = try TestDatabase.sandbox()
    try put(try #require(FileManager.default.contents(atPath: try other.secretFile("network.keys"))))
    #expect(fault { try rotate() } == "secret_foreign")
    try FileManager.default.removeItem(atPath: path)
    try rotate()
    #expect(fault { try signing(try database.open()) } == nil)
  }
}
