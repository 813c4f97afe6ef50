import Domain
import Foundation
import TestFixtures
import Testing

@testable import Sealing

@Suite("The network's keys")
struct NetworkKeysTests {
  private let folder: SecretsFolder
  private let secret = ServerSecret(isSandbox: false)
  private let keys: NetworkKeys
  private let now = Moment(milliseconds: 1_654_740_000_000)
  private var path: String { folder.path + "/network.keys" }

  init() throws {
    folder = try SecretsFolder()
    try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
    keys = NetworkKeys(secrets: folder.path, instance: "0123456789abcdef", secret: secret)
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

  /// The keys of another installation, or of this one by another object.
  private func others(_ secret: ServerSecret) -> NetworkKeys {
    NetworkKeys(secrets: folder.path, instance: "fedcba9876543210", secret: secret)
  }

  @Test("of another installation are none, for signing, publishing and rotating, until the right ones are back")
  func foreign() throws {
    let own = try #require(FileManager.default.contents(atPath: path))
    let first = try keys.signing(now: now).keyId
    try FileManager.default.removeItem(atPath: path)
    try others(ServerSecret(isSandbox: false)).makeFirst(now: now)
    #expect(secretFault { try keys.signing(now: now) } == .foreign(path: path))
    #expect(secretFault { try keys.published(now: now) } == .foreign(path: path))
    #expect(secretFault { try keys.prepare(signingFrom: now, now: now) } == .foreign(path: path))
    #expect(try keys.bind() == nil)
    try own.write(to: URL(fileURLWithPath: path))
    chmod(path, 0o600)
    #expect(try keys.signing(now: now).keyId == first)
  }

  @Test("are this installation's for each of its databases")
  func shared() throws {
    #expect(try others(secret).signing(now: now).keyId == keys.signing(now: now).keyId)
  }

  @Test("of before the one recorded last are none")
  func older() throws {
    let before = try #require(FileManager.default.contents(atPath: path))
    let made = try keys.prepare(signingFrom: now, now: now)
    keys.require(made.key.keyId)
    // The key to come may be recorded before it is taken in.
    #expect(try keys.published(now: now).count == 1)
    try keys.takeIn(made.key.keyId, now: now)
    #expect(try keys.signing(now: now).keyId == made.key.keyId)
    try before.write(to: URL(fileURLWithPath: path))
    chmod(path, 0o600)
    #expect(secretFault { try keys.signing(now: now) } == .foreign(path: path))
  }

  /// Brings the file into its form of before files were sealed.
  private func unseal() throws {
    let text = String(decoding: try #require(FileManager.default.contents(atPath: path)), as: UTF8.self)
    let lines = text.split(separator: "\n").dropFirst().dropLast()
    try folder.write("chaka-network-keys 1\n" + lines.map { $0 + "\n" }.joined(), to: "network.keys")
  }

  @Test("that are not sealed yet sign once they are bound, and not where another key was recorded")
  func unsealed() throws {
    let first = try keys.signing(now: now).keyId
    try unseal()
    #expect(secretFault { try keys.signing(now: now) } == .foreign(path: path))
    keys.require("another")
    #expect(try keys.bind() == nil)
    keys.require(first)
    #expect(try keys.bind() == first)
    #expect(try keys.signing(now: now).keyId == first)
  }

  @Test("with anything in their file altered are none", arguments: ["1654740000000", " -", "chaka-network-keys 2"])
  func altered(part: String) throws {
    let text = String(decoding: try #require(FileManager.default.contents(atPath: path)), as: UTF8.self)
    #expect(text.contains(part))
    let other = ["1654740000000": "1654740000001", " -": " 1754740000000"][part] ?? "chaka-network-keys 1"
    try folder.write(text.replacingOccurrences(of: part, with: other), to: "network.keys")
    #expect(secretFault { try keys.signing(now: now) } != nil)
  }
}
