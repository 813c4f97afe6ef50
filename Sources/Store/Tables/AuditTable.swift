import Domain

/// The audit chain.
struct AuditTable {
  let sql: any SQLSession

  static let columns = "sequence, at, author, action, object, detail, hash"

  func insert(_ record: AuditRecord) throws {
    try sql.execute(
      "insert into audit (\(Self.columns)) values ($1, $2, $3, $4, $5, $6, $7)",
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

  /// All of one object, oldest first: one indexed look.
  func records(of object: String) throws -> [AuditRecord] {
    try sql.all(
      "select \(Self.columns) from audit where object = $1 order by sequence", .text(object), read: Self.read)
  }

  /// Those of some actions, oldest first.
  func records(of actions: [String], after first: Int, upTo last: Int) throws -> [AuditRecord] {
    let places = actions.indices.map { "$\($0 + 3)" }.joined(separator: ", ")
    var records: [AuditRecord] = []
    try sql.query(
      """
      select \(Self.columns) from audit where sequence > $1 and sequence <= $2 and action in (\(places)) order by sequence
      """, [.int(first), .int(last)] + actions.map { .text($0) }
    ) { records.append(Self.read($0)) }
    return records
  }

  /// What takes force for somebody is left out: scheduled commits, and those that others approved.
  func lastDeed(of name: String, upTo last: Int) throws -> Int {
    try sql.first(
      """
      select sequence from audit where sequence <= $1 and author = $2 and (
        action in ('sign-in', 'request', 'approve', 'reject', 'sign', 'break-glass', 'read')
        or action = 'commit' and detail not like '%"scheduled":%' and detail not like '%"request":%')
      order by sequence desc limit 1
      """, .int(last), .text(name), read: { $0.int(0) }) ?? 0
  }

  /// Those that fit, oldest first.
  func records(_ filter: AuditFilter) throws -> [AuditRecord] {
    let (condition, arguments) = filter.condition
    var records: [AuditRecord] = []
    try sql.query(
      """
      select \(Self.columns) from audit where \(condition) order by sequence desc limit $\(arguments.count + 1)
      """, arguments + [.int(filter.last ?? .max)]
    ) { row in
      records.append(Self.read(row))
    }
    return records.reversed()
  }

  /// A detail that cannot be read was altered, which verification shows.
  private static func read(_ row: any SQLRow) -> AuditRecord {
    AuditRecord(
      sequence: row.int(0), at: Moment(milliseconds: row.integer(1)), author: row.text(2), action: row.text(3),
      object: row.text(4), detail: JSONValue(json: row.text(5)) ?? .null, hash: row.text(6))
  }
}
