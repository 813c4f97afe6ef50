import Crypto
import Domain
import Foundation
import Sealing
import Synchronization

/// The signed head of the audit chain, kept beside the secrets, so that records cut off the end, or an older file in
/// place of the database, are noticed.
final class AuditHeadFile: Sendable {
  let path: String
  private let secret: ServerSecret
  private let memory = Mutex(Memory())

  /// The heads that this program remembers.
  private struct Memory {
    var stamp: FileStamp?
    var read: (head: AuditHead, isSealed: Bool)?
    /// The furthest end of the chain that this program has seen itself, while the file lags behind.
    var seen: AuditHead?
  }

  init(secrets: String, instance: String, secret: ServerSecret) {
    path = "\(secrets)/audit-head-\(instance.prefix(8))"
    self.secret = secret
  }

  /// Notes a head unless the file has a later one: other programs write the file, too.
  func note(_ head: AuditHead) throws {
    try write(head) { $0.records < head.records || !$0.isSealed }
  }

  /// Sets the head whatever was noted before, after an operator decided to go on with an older database.
  func replace(with head: AuditHead) throws {
    try write(head) { _ in true }
    memory.withLock { $0 = Memory() }
  }

  private func write(_ head: AuditHead, where isWanted: ((records: Int, isSealed: Bool)) -> Bool) throws {
    let lock = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard lock >= 0 else { throw SecretFault.notWritten(path: path, reason: errno) }
    defer { close(lock) }
    flock(lock, LOCK_EX)
    if let (noted, isSealed) = try? read(path), !isWanted((noted.records, isSealed)) { return }
    try SecretFile.write(Data(text(of: head, isSealed: true).utf8), to: path, replacing: true)
  }

  /// The furthest head known: the noted one, or a later one that this program has seen since. Nil if no noted head can
  /// be read.
  func latest() -> AuditHead? {
    let stamp = FileStamp(path)
    return memory.withLock { memory in
      if memory.stamp != stamp || stamp == nil {
        let before = memory.read
        memory.read = try? read(path)
        memory.stamp = stamp
        // Set back by a decision of an operator: the head seen before counts no more.
        if let before, let now = memory.read, now.head.records < before.head.records { memory.seen = nil }
      }
      guard let noted = memory.read?.head else { return nil }
      return memory.seen.flatMap { $0.records > noted.records ? $0 : nil } ?? noted
    }
  }

  /// Remembers an end of the chain that was verified.
  func see(_ head: AuditHead) {
    memory.withLock { if ($0.seen?.records ?? 0) < head.records { $0.seen = head } }
  }

  /// Whether the noted head was ever of a chain whose records are authenticated. Such a chain is not given up for
  /// records without a MAC.
  var isSealed: Bool { (try? read(path))?.isSealed ?? false }

  /// The head noted last. Throws if there is none or its signature is not ours.
  func read() throws -> AuditHead { try read(path).head }

  private func read(_ path: String) throws -> (head: AuditHead, isSealed: Bool) {
    let text = String(decoding: try SecretFile.read(path), as: UTF8.self)
    let parts = text.split(whereSeparator: { $0 == " " || $0 == "\n" })
    let isSealed = parts.first.map(String.init) == Self.sealedMark
    guard parts.count == (isSealed ? 4 : 3), let records = Int(parts[parts.count - 3]) else {
      throw SecretFault.unusable(path: path)
    }
    let head = AuditHead(records: records, hash: String(parts[parts.count - 2]))
    guard text == self.text(of: head, isSealed: isSealed) else { throw SecretFault.unusable(path: path) }
    return (head, isSealed)
  }

  /// The mark of a chain with a MAC for each record. Heads of before lack it.
  private static let sealedMark = "sealed"

  private func text(of head: AuditHead, isSealed: Bool) -> String {
    let content = "\(isSealed ? Self.sealedMark + " " : "")\(head.records) \(head.hash)"
    return "\(content) \(secret.hash(content, for: .auditHead).hexadecimal)\n"
  }
}
