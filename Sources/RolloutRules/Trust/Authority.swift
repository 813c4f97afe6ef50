import Domain
import Text

/// The facts that hold at the end of the audit chain: sealed as one under the server secret, and written anew with each
/// change. Every acceptance reads these in place of the tables whose digests they hold.
public struct Authority: Sendable, Equatable {
  /// The end of the chain.
  public var head: AuditHead
  /// The number of the last applied revision, and its hash.
  public var running: Int
  public var runningHash: String
  /// The time of the next change that takes force by itself; nil if none waits.
  public var nextDue: Moment?
  /// The fingerprint of the registry by which everything was judged.
  public var registry: String
  /// The digest of every sealed table.
  public var digests: [DecidingTable: String]

  /// The authority of a database in which nothing has begun.
  public static func beginning(registry: String) -> Authority {
    Authority(
      head: AuditHead(records: 0, hash: ""), running: -1, runningHash: "", nextDue: nil, registry: registry,
      digests: [:])
  }
}

/// The stored form.
extension Authority {
  public var text: String {
    JSONValue.object([
      .init("records", JSONValue(head.records)), .init("head", .string(head.hash)),
      .init("running", JSONValue(running)), .init("hash", .string(runningHash)),
      .init("nextDue", nextDue.map { .integer($0.milliseconds) } ?? .null), .init("registry", .string(registry)),
      .init(
        "tables",
        .object(
          DecidingTable.allCases.compactMap { table in
            digests[table].map { .init(table.rawValue, .string($0)) }
          })),
    ]).compact
  }

  public init?(text: String) {
    guard let json = JSONValue(json: text), case .integer(let records)? = json["records"],
      let head = json.text("head"), case .integer(let running)? = json["running"],
      let hash = json.text("hash"), let registry = json.text("registry"),
      let tables = json["tables"], let due = json["nextDue"]
    else { return nil }
    self.init(
      head: AuditHead(records: Int(records), hash: head), running: Int(running), runningHash: hash, nextDue: nil,
      registry: registry, digests: [:])
    if case .integer(let milliseconds) = due { nextDue = Moment(milliseconds: milliseconds) }
    for table in DecidingTable.allCases {
      if case .string(let digest)? = tables[table.rawValue] { digests[table] = digest }
    }
  }
}
