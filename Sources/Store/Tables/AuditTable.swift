import Domain

/// The audit chain.
struct AuditTable {
  let sql: any SQLSession

  /// A record as its fields stand, and the hash that stands beside them.
  struct Link {
    let record: AuditRecord
    let storedHash: String
  }

  func insert(_ record: AuditRecord) throws {
    try sql.execute(
      "insert into audit (sequence, at, author, action, object, detail, hash) values ($1, $2, $3, $4, $5, $6, $7)",
      .int(record.sequence), .integer(record.at.milliseconds), .text(record.author), .text(record.action),
      .text(record.object), .text(record.detail.compact), .text(record.hash))
  }

  func head() throws -> AuditHead {
    try sql.first("select sequence, hash from audit order by sequence desc limit 1") {
      AuditHead(records: $0.int(0), hash: $0.text(1))
    } ?? AuditHead(records: 0, hash: "")
  }

  /// The hash that stands beside a record.
  func hash(of sequence: Int) throws -> String? {
    try sql.first("select hash from audit where sequence = $1", .int(sequence), read: { $0.text(0) })
  }

  /// The detail of the only record of an action on an object; nil where there is none or more than one.
  func record(_ action: String, of object: String) throws -> JSONValue? {
    let details = try details(action, of: object)
    return details.count == 1 ? details[0] : nil
  }

  /// The details of the records of an action on an object; nil where one cannot be read.
  func details(_ action: String, of object: String) throws -> [JSONValue?] {
    try sql.all("select detail from audit where action = $1 and object = $2", .text(action), .text(object)) {
      JSONValue(json: $0.text(0))
    }
  }

  /// All of one object, oldest first, as their fields stand.
  func records(of object: String) throws -> [AuditRecord] {
    try sql.all(
      "select sequence, at, author, action, object, detail from audit where object = $1 order by sequence",
      .text(object)
    ) { row in
      AuditRecord(
        sequence: row.int(0), at: Moment(milliseconds: row.integer(1)), author: row.text(2), action: row.text(3),
        object: row.text(4), detail: JSONValue(json: row.text(5)) ?? .null, previous: "")
    }
  }

  /// Oldest first.
  func records(last count: Int?) throws -> [Link] {
    var previous = ""
    let from = try count.map { max(0, try head().records - $0) } ?? Int.min
    return try sql.all(
      "select sequence, at, author, action, object, detail, hash from audit where sequence > $1 order by sequence",
      .int(from)
    ) { row in
      // A detail that cannot be read was altered, which its hash then shows.
      let detail = JSONValue(json: row.text(5)) ?? .null
      let record = AuditRecord(
        sequence: row.int(0), at: Moment(milliseconds: row.integer(1)), author: row.text(2), action: row.text(3),
        object: row.text(4), detail: detail, previous: previous)
      previous = row.text(6)
      return Link(record: record, storedHash: row.text(6))
    }
  }

  /// The hashes of the revisions committed, in order; nil where one cannot be read.
  func committedHashes() throws -> [String?] {
    try sql.all("select detail from audit where action = 'commit' order by sequence") { row in
      guard case .string(let hash)? = JSONValue(json: row.text(0))?["hash"] else { return nil }
      return hash
    }
  }
}
