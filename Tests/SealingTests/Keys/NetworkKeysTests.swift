import Domain
import Foundation
import Testing

@testable import Sealing

@Suite("The network's keys")
struct NetworkKeysTests {
  private let folder = SecretsFolder()
  private let keys: NetworkKeys
  private let now = Moment(milliseconds: 1_654_740_000_000)
  private var path: String { folder.path + "/network.keys" }

  init() throws {
    try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
    keys = NetworkKeys(secrets: folder.path, instance: "0123456789abcdef")
    try keys.makeFirst(now: now)
  }

  @Test("are made once, and never in passing")
  func first() throws {
    let first = try keys.signing(now: now).keyId
    try keys.makeFirst(now: now)
    #expect(try keys.signing(now: now).keyId == first)
    try FileManager.default.removeItem(atPath: path)
    #expect(secretFault { try keys.signing(now: now) } == .missing(path: path))
    #expect(secretFault { try keys.published(now: now) } == .missing(path: path))
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test(
    "that cannot be read, or are half written, sign again once they are whole",
    arguments: ["", "chaka-network-keys 1\n"])
  func damaged(content: String) throws {
    let whole = try #require(FileManager.default.contents(atPath: path))
    let first = try keys.signing(now: now).keyId
    try folder.write(content, to: "network.keys")
    #expect(secretFault { try keys.signing(now: now) } == .unusable(path: path))
    try whole.write(to: URL(fileURLWithPath: path))
    chmod(path, 0o600)
    #expect(try keys.signing(now: now).keyId == first)
  }

  @Test("that were lost altogether are begun anew by a rotation alone, which signs at once")
  func lost() throws {
    try FileManager.default.removeItem(atPath: path)
    let made = try keys.prepare(signingFrom: now.adding(.hours(72)), now: now)
    #expect(secretFault { try keys.signing(now: now) } == .missing(path: path))
    try keys.takeIn(made.key.keyId, now: now)
    #expect(try keys.signing(now: now).keyId == made.key.keyId)
  }

  @Test("rotate with an overlap in which the older one signs")
  func rotated() throws {
    let first = try keys.signing(now: now).keyId
    let made = try keys.prepare(signingFrom: now.adding(.hours(72)), now: now)
    try keys.takeIn(made.key.keyId, now: now)
    #expect(try keys.signing(now: now.adding(.hours(71))).keyId == first)
    #expect(try keys.signing(now: now.adding(.hours(72))).keyId == made.key.keyId)
  }
}
