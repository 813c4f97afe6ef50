import Crypto
import Foundation
import Testing

@testable import Sealing

@Suite("A server secret")
struct ServerSecretTests {
  private let folder: SecretsFolder
  private let name = "server.secret"

  init() throws { folder = try SecretsFolder() }

  @Test("is made once, and read as it was made", arguments: [true, false])
  func made(sandbox: Bool) throws {
    let made = try ServerSecret.loadOrMake(in: folder.path, sandbox: sandbox)
    let read = try ServerSecret.load(from: folder.path)
    #expect(read.isSandbox == sandbox && read.keyCheck == made.keyCheck)
    #expect(try ServerSecret.loadOrMake(in: folder.path, sandbox: !sandbox).isSandbox == sandbox)
  }

  @Test("is open to its owner only, and so is its folder")
  func permissions() throws {
    _ = try ServerSecret.loadOrMake(in: folder.path, sandbox: true)
    #expect(try folder.mode(name) == 0o600)
    #expect(try folder.mode() == 0o700)
  }

  @Test("that is missing is said to be missing, and none is made in passing")
  func missing() {
    #expect(secretFault { try ServerSecret.load(from: folder.path) } == .missing(path: folder.path + "/" + name))
    #expect(!FileManager.default.fileExists(atPath: folder.path))
  }

  @Test("that others may read or write is not used", arguments: [0o644, 0o640, 0o604, 0o660, 0o620, 0o601])
  func openToOthers(mode: Int) throws {
    _ = try ServerSecret.loadOrMake(in: folder.path, sandbox: true)
    try folder.setMode(mode, of: name)
    #expect(secretFault { try ServerSecret.load(from: folder.path) } == .unusable(path: folder.path + "/" + name))
  }

  private static let root = Data(count: 32).base64EncodedString()
  private static let noSecrets = [
    "", "garbage", "\u{0}\u{1}", "chaka-server-secret 1\nsandbox true\n",
    "chaka-server-secret 2\nsandbox true\nroot \(root)\n",
    "chaka-server-secret 1\nsandbox yes\nroot \(root)\n", "chaka-server-secret 1\nsandbox true\nroot AAAA\n",
    "chaka-server-secret 1\nsandbox true\nroot !!!\n", "chaka-server-secret 1\nsandbox true\nroot \(root)\nmore\n",
    "chaka-server-secret 1\nroot \(root)\nsandbox true\n",
  ]

  @Test("that holds garbage is not used, and stays as it is", arguments: noSecrets)
  func garbage(text: String) throws {
    try folder.write(text, to: name)
    #expect(secretFault { try ServerSecret.load(from: folder.path) } == .unusable(path: folder.path + "/" + name))
    #expect(secretFault { try ServerSecret.loadOrMake(in: folder.path, sandbox: true) }?.code == "secret_unusable")
    #expect(try folder.content(name) == Data(text.utf8))
  }

  @Test("that is a folder is not used")
  func directory() throws {
    try FileManager.default.createDirectory(atPath: folder.path + "/" + name, withIntermediateDirectories: true)
    #expect(secretFault { try ServerSecret.load(from: folder.path) }?.code == "secret_unusable")
  }

  @Test("made by two programs at once is one secret")
  func race() async throws {
    let path = folder.path
    let checks = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<16 { group.addTask { try ServerSecret.loadOrMake(in: path, sandbox: true).keyCheck } }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(checks.count == 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: path) == [name])
  }

  @Test("gives every use a key and a hash of its own")
  func uses() {
    let secret = ServerSecret(isSandbox: true)
    let uses = ServerSecret.Use.allCases
    #expect(Set(uses.map { secret.hash("13800138000", for: $0) }).count == uses.count)
    #expect(Set(uses.map { secret.key(for: $0).withUnsafeBytes { Data($0) } }).count == uses.count)
    #expect(secret.hash("a", for: .lookUp) == secret.hash("a", for: .lookUp))
    #expect(secret.hash("a", for: .lookUp) != ServerSecret(isSandbox: true).hash("a", for: .lookUp))
  }
  @Test("gives every version of a use a key of its own, the first of which is the use's key")
  func versions() {
    let secret = ServerSecret(isSandbox: true)
    let keys = ServerSecret.Use.allCases.flatMap { use in (1...3).map { secret.key(for: use, version: $0) } }
    #expect(Set(keys.map { $0.withUnsafeBytes { Data($0) } }).count == keys.count)
    #expect(ServerSecret.Use.allCases.allSatisfy { secret.key(for: $0, version: 1) == secret.key(for: $0) })
  }
}
