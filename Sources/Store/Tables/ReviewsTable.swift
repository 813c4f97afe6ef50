import Domain

/// Emergencies that went at once.
struct ReviewsTable {
  let sql: any SQLSession

  private static let columns = "number, revision, author, reason, made_at, signed_by, signed_at"

  func insert(revision: Int, author: String, reason: String, at: Moment) throws -> Int {
    let number = try sql.first(
      "insert into reviews (revision, author, reason, made_at) values ($1, $2, $3, $4) returning number",
      .int(revision), .text(author), .text(reason), .integer(at.milliseconds), read: { $0.int(0) })
    guard let number else { throw StoreFault.corrupt("reviews") }
    return number
  }

  func sign(_ number: Int, by name: String, at: Moment) throws {
    try sql.execute(
      "update reviews set signed_by = $1, signed_at = $2 where number = $3", .text(name), .integer(at.milliseconds),
      .int(number))
  }

  func review(_ number: Int) throws -> EmergencyReview? {
    try sql.first("select \(Self.columns) from reviews where number = $1", .int(number), read: Self.read)
  }

  func all() throws -> [EmergencyReview] {
    try sql.all("select \(Self.columns) from reviews order by number", read: Self.read)
  }

  private static func read(_ row: any SQLRow) throws -> EmergencyReview {
    let signed = row.optionalText(5).map {
      ApprovalRequest.Approval(by: $0, at: Moment(milliseconds: row.optionalInteger(6) ?? 0))
    }
    return EmergencyReview(
      number: row.int(0), revision: row.int(1), author: row.text(2), reason: row.text(3),
      madeAt: Moment(milliseconds: row.integer(4)), signed: signed)
  }
}
