import Domain
import RolloutRules
import Text

/// The revisions.
struct RevisionsTable {
  let sql: any SQLSession

  static let columns = "number, rollout, author, comment, committed_at, effective_at, hash, restated"

  func insert(_ revision: Revision) throws {
    try sql.execute(
      "insert into revisions (\(Self.columns)) values ($1, $2, $3, $4, $5, $6, $7, $8)",
      .int(revision.number), .text(revision.rollout.document.compact), .text(revision.author), .text(revision.comment),
      .integer(revision.committedAt.milliseconds), .integer(revision.effectiveAt.milliseconds), .text(revision.hash),
      .text(revision.restated.text))
  }

  func stored(_ number: Int) throws -> StoredRevision? {
    try sql.first("select \(Self.columns) from revisions where number = $1", .int(number), read: Self.readStored)
  }

  /// The hash stored beside a revision.
  func hash(of number: Int) throws -> String? {
    try sql.first("select hash from revisions where number = $1", .int(number), read: { $0.text(0) })
  }

  /// All revisions, oldest first.
  func all() throws -> [Revision] {
    try sql.all("select \(Self.columns) from revisions order by number", read: Self.read)
  }

  /// The revision that was in force at a time, or nil if the time is before the first commit. Revisions take force in
  /// the order of their numbers; only revision 0 of a sandbox may be younger than pretended times.
  func inForce(at moment: Moment) throws -> StoredRevision? {
    try sql.first(
      """
      select \(Self.columns) from revisions where effective_at <= $1 and number > 0
      order by effective_at desc, number desc limit 1
      """,
      .integer(moment.milliseconds), read: Self.readStored)
  }

  /// The author and time of a revision, without its rollout.
  func stamp(_ number: Int) throws -> RevisionStamp? {
    try sql.first(
      "select number, author, comment, committed_at, effective_at from revisions where number = $1", .int(number)
    ) {
      RevisionStamp(
        number: $0.int(0), author: $0.text(1), comment: $0.text(2), committedAt: Moment(milliseconds: $0.integer(3)),
        effectiveAt: Moment(milliseconds: $0.integer(4)))
    }
  }

  static func rollout(_ text: String) throws -> Rollout {
    guard let document = JSONValue(json: text), let rollout = Rollout(document: document) else {
      throw StoreFault.corrupt("revisions")
    }
    return rollout
  }

  static func scope(_ text: String) throws -> Scope {
    guard let scope = Scope(text: text) else { throw StoreFault.corrupt("revisions") }
    return scope
  }

  private static func read(_ row: any SQLRow) throws -> Revision {
    guard let revision = readStored(row).revision else { throw StoreFault.corrupt("revisions") }
    return revision
  }

  /// Gives every stored revision to `take`, oldest first.
  func eachStored(_ take: (StoredRevision) -> Void) throws {
    try sql.query("select \(Self.columns) from revisions order by number", []) { take(Self.readStored($0)) }
  }

  static func readStored(_ row: any SQLRow) -> StoredRevision {
    StoredRevision(
      stamp: RevisionStamp(
        number: row.int(0), author: row.text(2), comment: row.text(3),
        committedAt: Moment(milliseconds: row.integer(4)), effectiveAt: Moment(milliseconds: row.integer(5))),
      rollout: row.text(1), hash: row.text(6), restated: row.text(7))
  }
}
