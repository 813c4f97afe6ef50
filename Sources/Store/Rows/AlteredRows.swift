import Domain
import Foundation
import RolloutRules

/// A row that was found altered.
struct AlteredRow: Sendable, Hashable {
  let kind: RowKind
  /// Of an audit record: the kind and by what the row is found. Never personal data.
  let object: String
}

extension Transaction {
  /// Notes a row that does not pass. It is written in the audit chain with this transaction, or right after it.
  func notice(_ kind: RowKind, _ identity: some Sequence<SQLValue>) {
    let key = identity.map { name(of: $0) }.joined(separator: "-")
    let row = AlteredRow(kind: kind, object: "\(kind.rawValue) \(key)")
    if !noticed.contains(row) { noticed.append(row) }
  }

  /// Numbers and identifiers as they are; what somebody made up, and hashes, by a fingerprint.
  private func name(of value: SQLValue) -> String {
    switch value {
    case .integer(let integer): return "\(integer)"
    case .text(let text) where text.utf8.count <= 40 && text.utf8.allSatisfy(Self.isPlain): return text
    case .null, .text, .blob:
      var bytes: [UInt8] = []
      SealText.append([], value, to: &bytes)
      return store.rowSeal.seal(bytes).prefix(6).hexadecimal
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  /// Writes what was noticed in the audit chain: each thing once, until it has a record of another kind.
  func auditNoticed(_ rows: [AlteredRow]) throws {
    for row in rows {
      guard try auditTable.records(of: row.object).last?.action != AuditRecord.alteredAction else { continue }
      try audit(
        author: Revision.systemAuthor, action: AuditRecord.alteredAction, object: row.object,
        detail: ["code": .string(RecordFault.altered(row.kind).code)])
    }
  }
}

extension Store {
  /// Audits what a transaction noticed that wrote nothing, or was undone: once for this program. Where it cannot be
  /// written now, whoever meets the row next writes it.
  func report(_ rows: [AlteredRow]) {
    let new = rows.filter { row in !reported.withLock { $0.contains(row) } }
    guard !new.isEmpty else { return }
    guard (try? write { try $0.auditNoticed(new) }) != nil else { return }
    reported.withLock { $0.formUnion(new) }
  }
}
