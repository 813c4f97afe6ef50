import Domain
import Foundation
import GRDB
import Sealing

@testable import Store

/// A database as an earlier program wrote it: `Tests/Databases/version-N.sql`, with its secrets in its first lines.
public struct EarlierDatabase: Sendable {
  public let database: TestDatabase

  public init(version: Int) throws {
    database = try TestDatabase()
    let dump = String(decoding: try Self.file("version-\(version).sql"), as: UTF8.self)
    try makeFolder("")
    for line in dump.split(separator: "\n").prefix(while: { $0.hasPrefix("-- ") }) {
      try writeSecret(line.dropFirst(3))
    }
    try DatabaseQueue(path: database.path).writeWithoutTransaction { try $0.execute(sql: dump) }
  }

  /// What the queries of a database showed to the program that wrote it.
  public static func shown(version: Int) throws -> Shown {
    try JSONDecoder().decode(Shown.self, from: file("version-\(version).json"))
  }

  private static func file(_ name: String) throws -> Data {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../Databases")
    return try Data(contentsOf: folder.appendingPathComponent(name))
  }

  // MARK: Secrets

  /// Writes the secret that a line is about: the root, the head, or any file in Base64.
  private func writeSecret(_ line: Substring) throws {
    let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
    if parts.count == 2, parts[0] == "secret" {
      try write(Data("chaka-server-secret 1\nsandbox true\n\(parts[1])\n".utf8), "server.secret")
    } else if parts.count == 2, parts[0].hasPrefix("audit-head") {
      try write(Data((parts[1] + "\n").utf8), parts[0])
    }
    let words = line.split(separator: " ")
    guard words.count == 2, let content = Data(base64Encoded: String(words[1])) else { return }
    if let slash = words[0].firstIndex(of: "/") { try makeFolder("/" + words[0][..<slash]) }
    try write(content, String(words[0]))
  }

  private func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: database.location.secrets + name, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
  }

  private func write(_ content: Data, _ name: String) throws {
    try SecretFile.write(content, to: database.location.secrets + "/" + name, replacing: true)
  }
}

extension EarlierDatabase {
  /// What a database showed at a time.
  public struct Shown: Decodable, Sendable {
    /// The time, as text.
    public let now: String
    /// The latest query of each person.
    public let queries: [Query]
    /// The banks at which enquiries waited to be asked.
    public let queues: [Queue]
  }

  public struct Query: Decodable, Sendable {
    /// The name by which tests know the person, and what opens the person's reports.
    public let person: String
    public let token: String
    public let password: String
    public let number: Int
    public let query: String
    public let state: String
    public let reason: String?
    public let place: Int?
    public let estimatedAt: String?
    public let banks: [Bank]
  }

  public struct Bank: Decodable, Sendable, Equatable {
    public let bank: String
    public let state: String
    public let code: String?

    public init(bank: String, state: String, code: String?) {
      self.bank = bank
      self.state = state
      self.code = code
    }
  }

  public struct Queue: Decodable, Sendable {
    public let bank: String
    public let waiting: Int
    public let oldest: String?
  }
}
