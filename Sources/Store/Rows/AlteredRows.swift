import Domain
import Foundation
import RolloutRules

/// A row that was found altered.
struct AlteredRow: Sendable, Hashable {
  let kind: RowKind
  /// The object of its audit record: the kind of row and the keys by which it is found. Never personal data.
  let object: String
}

extension Transaction {
  /// Notes a row whose seal does not pass. Its audit record is written with this transaction, or right after it.
  func notice(_ kind: RowKind, _ identity: some Sequence<SQLValue>) {
    let key = identity.map { name(of: $0) }.joined(separator: "-")
    let row = AlteredRow(kind: kind, object: "\(kind.rawValue) \(key)")
    if !noticed.contains(row) { noticed.append(row) }
  }

  /// A key as the audit record names it: numbers and identifiers as they are, hashes and text that people made up as a
  /// fingerprint.
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

  /// Writes the altered rows to the audit chain: each once, until its object has a record of another kind.
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
  /// Audits the altered rows of a transaction that wrote nothing or was undone: each once for this program. If nothing
  /// can be written now, whoever meets the row next writes the record.
  func report(_ rows: [AlteredRow]) {
    let new = rows.filter { row in !reported.withLock { $0.contains(row) } }
    guard !new.isEmpty else { return }
    guard (try? write(protecting: [.audit]) { try $0.auditNoticed(new) }) != nil else { return }
    reported.withLock { $0.formUnion(new) }
  }
}
