import Domain
import Text

/// What holds at the end of the audit chain: sealed as one under the server secret, and written anew by whatever changes
/// it. Every acceptance reads it, in place of the tables that it is the digest of.
struct Authority: Sendable, Equatable {
  /// The end of the chain.
  var head: AuditHead
  /// The revision in force when nothing is due, and its hash.
  var running: Int
  var runningHash: String
  /// When something takes force by itself next; nil where nothing waits.
  var nextDue: Moment?
  /// Of the registry by which everything was judged.
  var registry: String
  /// Of every sealed table.
  var digests: [DecidingTable: String]

  /// Of a database in which nothing has begun.
  static func beginning(registry: String) -> Authority {
    Authority(
      head: AuditHead(records: 0, hash: ""), running: -1, runningHash: "", nextDue: nil, registry: registry,
      digests: [:])
  }
}

/// As it is stored.
extension Authority {
  var text: String {
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

  init?(text: String) {
    guard let json = JSONValue(json: text), case .integer(let records)? = json["records"],
      case .string(let head)? = json["head"], case .integer(let running)? = json["running"],
      case .string(let hash)? = json["hash"], case .string(let registry)? = json["registry"],
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
