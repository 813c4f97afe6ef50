import Domain
import RolloutRules
import Sealing
import Text

/// An audit chain in memory. Its entries can be altered.
final class ChainInMemory: ChainRecords {
  var entries: [ChainEntry] = []
  let seal = AuditSeal(ServerSecret(isSandbox: true), instance: "memory")

  func append(_ author: String, _ action: String, _ object: String, _ detail: JSONValue, at now: Moment) {
    entries.append(
      seal.entry(after: end, at: now, author: author, action: action, object: object, detail: detail))
  }

  var end: AuditHead { AuditHead(records: entries.count, hash: entries.last?.hash ?? "") }

  func head() throws -> AuditHead { end }
  func each(_ take: (ChainEntry) throws -> Void) throws { for entry in entries { try take(entry) } }

  func record(_ action: String, of object: String) throws -> JSONValue? {
    let found = entries.filter { $0.action == action && $0.object == object }
    return found.count == 1 ? JSONValue(json: found[0].detail) : nil
  }

  func entry(_ action: String, of object: String) throws -> JSONValue? { try record(action, of: object) }

  /// `ACTION OBJECT` of every record after `count` records.
  func deeds(after count: Int = 0) -> [String] { entries.dropFirst(count).map { "\($0.action) \($0.object)" } }
}
