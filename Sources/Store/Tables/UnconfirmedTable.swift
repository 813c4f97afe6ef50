import Domain

/// Commits with a timer, and what became of them.
struct UnconfirmedTable {
  let sql: any SQLSession

  private static let columns =
    "revision, author, from_at, until_at, guardrails, state, decided_by, restoration, evidence"

  func insert(_ commit: UnconfirmedCommit) throws {
    try sql.execute(
      """
      insert into unconfirmed (revision, author, from_at, until_at, guardrails, evidence, state)
      values ($1, $2, $3, $4, $5, $6, 'waiting')
      """,
      .int(commit.revision), .text(commit.author), .integer(commit.from.milliseconds),
      .integer(commit.until.milliseconds), .text(commit.guardrails.names),
      .text(commit.evidence.text))
  }

  func putOff(_ revision: Int, until: Moment) throws {
    try sql.execute(
      "update unconfirmed set until_at = $1 where revision = $2", .integer(until.milliseconds), .int(revision))
  }

  /// By revision.
  func all() throws -> [UnconfirmedCommit] {
    try sql.all("select \(Self.columns) from unconfirmed order by revision", read: Self.read)
  }

  func waiting() throws -> [UnconfirmedCommit] {
    try sql.all("select \(Self.columns) from unconfirmed where state = 'waiting' order by revision", read: Self.read)
  }

  /// The one whose time was over first.
  func firstDue(at now: Moment) throws -> UnconfirmedCommit? {
    try sql.first(
      """
      select \(Self.columns) from unconfirmed where state = 'waiting' and until_at <= $1
      order by until_at, revision desc limit 1
      """,
      .integer(now.milliseconds), read: Self.read)
  }

  func markConfirmed(_ revision: Int, by name: String) throws {
    try sql.execute(
      "update unconfirmed set state = 'confirmed', decided_by = $1 where revision = $2", .text(name), .int(revision))
  }

  func markRestored(_ revision: Int, by restoration: Int?) throws {
    try sql.execute(
      "update unconfirmed set state = 'restored', restoration = $1 where revision = $2",
      restoration.map { .int($0) } ?? .null, .int(revision))
  }

  private static func read(_ row: any SQLRow) throws -> UnconfirmedCommit {
    UnconfirmedCommit(
      revision: row.int(0), author: row.text(1), from: Moment(milliseconds: row.integer(2)),
      until: Moment(milliseconds: row.integer(3)), guardrails: [HealthGuardrail](names: row.text(4)),
      evidence: Evidence(text: row.text(8)), state: try state(row))
  }

  private static func state(_ row: any SQLRow) throws -> UnconfirmedCommit.State {
    switch row.text(5) {
    case "waiting": .waiting
    case "confirmed": .confirmed(by: row.optionalText(6) ?? "")
    case "restored": .restored(by: row.optionalInteger(7).map { Int($0) })
    default: throw StoreFault.corrupt("unconfirmed")
    }
  }
}

extension [HealthGuardrail] {
  /// As stored: names with commas between them.
  var names: String { map(\.rawValue).joined(separator: ",") }

  init(names: String) { self = names.split(separator: ",").compactMap { HealthGuardrail(rawValue: String($0)) } }
}
