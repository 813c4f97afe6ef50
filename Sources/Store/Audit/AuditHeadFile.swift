import Crypto
import Domain
import Foundation
import Sealing

/// The signed head of the audit chain, kept beside the secrets, so that records cut off the end are missed.
final class AuditHeadFile: Sendable {
  private let path: String
  private let secret: ServerSecret

  init(secrets: String, instance: String, secret: ServerSecret) {
    path = "\(secrets)/audit-head-\(instance.prefix(8))"
    self.secret = secret
  }

  /// Notes a head unless a later one is there: other programs write it, too.
  func note(_ head: AuditHead) throws {
    let lock = open(path + ".lock", O_RDWR | O_CREAT, 0o600)
    guard lock >= 0 else { throw SecretFault.unusable(path: path) }
    defer { close(lock) }
    flock(lock, LOCK_EX)
    if let noted = try? read(), noted.records >= head.records { return }
    try SecretFile.write(Data(text(of: head).utf8), to: path, replacing: true)
  }

  /// The head noted last. Throws when there is none or its signature is not ours.
  func read() throws -> AuditHead {
    let text = String(decoding: try SecretFile.read(path), as: UTF8.self)
    let parts = text.split(whereSeparator: { $0 == " " || $0 == "\n" })
    guard parts.count == 3, let records = Int(parts[0]) else { throw SecretFault.unusable(path: path) }
    let head = AuditHead(records: records, hash: String(parts[1]))
    guard text == self.text(of: head) else { throw SecretFault.unusable(path: path) }
    return head
  }

  private func text(of head: AuditHead) -> String {
    let signature = secret.hash("\(head.records) \(head.hash)", for: .auditHead).hexadecimal
    return "\(head.records) \(head.hash) \(signature)\n"
  }
}
