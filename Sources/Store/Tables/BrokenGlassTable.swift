import Domain

/// Requests that take force without the approvals they lack.
struct BrokenGlassTable {
  let sql: any SQLSession

  private static let columns =
    "number, request, version, author, reason, made_at, due_at, state, drop_reason, review"

  func insert(
    request: Int, version: Int, author: String, reason: String, at: Moment, dueAt: Moment
  ) throws -> BrokenGlass {
    let glass = try sql.first(
      """
      insert into broken_glass (request, version, author, reason, made_at, due_at, state)
      values ($1, $2, $3, $4, $5, $6, 'waiting') returning \(Self.columns)
      """,
      .int(request), .int(version), .text(author), .text(reason), .integer(at.milliseconds),
      .integer(dueAt.milliseconds), read: Self.read)
    guard let glass else { throw StoreFault.corrupt("broken_glass") }
    return glass
  }

  func all() throws -> [BrokenGlass] {
    try sql.all("select \(Self.columns) from broken_glass order by number", read: Self.read)
  }

  /// The latest of a request.
  func latest(of request: Int) throws -> BrokenGlass? {
    try sql.first(
      "select \(Self.columns) from broken_glass where request = $1 order by number desc limit 1", .int(request),
      read: Self.read)
  }

  /// The one that left a review behind.
  func leaving(review: Int) throws -> BrokenGlass? {
    try sql.first("select \(Self.columns) from broken_glass where review = $1", .int(review), read: Self.read)
  }

  func firstDue(at now: Moment) throws -> BrokenGlass? {
    try sql.first(
      """
      select \(Self.columns) from broken_glass where state = 'waiting' and due_at <= $1
      order by due_at, number limit 1
      """,
      .integer(now.milliseconds), read: Self.read)
  }

  func markDone(_ number: Int, review: Int) throws {
    try sql.execute(
      "update broken_glass set state = 'done', review = $1 where number = $2", .int(review), .int(number))
  }

  func markDropped(_ number: Int, for reason: ScheduledCommit.DropReason) throws {
    try sql.execute(
      "update broken_glass set state = 'dropped', drop_reason = $1 where number = $2", .text(reason.rawValue),
      .int(number))
  }

  /// Ends what waits for a request.
  func markWithdrawn(request: Int) throws {
    try sql.execute(
      "update broken_glass set state = 'withdrawn' where request = $1 and state = 'waiting'", .int(request))
  }

  private static func read(_ row: any SQLRow) throws -> BrokenGlass {
    BrokenGlass(
      number: row.int(0), request: row.int(1), version: row.int(2), author: row.text(3), reason: row.text(4),
      madeAt: Moment(milliseconds: row.integer(5)), dueAt: Moment(milliseconds: row.integer(6)),
      state: try state(row))
  }

  private static func state(_ row: any SQLRow) throws -> BrokenGlass.State {
    switch row.text(7) {
    case "waiting": .waiting
    case "done": .done(review: Int(row.optionalInteger(9) ?? 0))
    case "dropped":
      .dropped(row.optionalText(8).flatMap(ScheduledCommit.DropReason.init(rawValue:)) ?? .altered)
    case "withdrawn": .withdrawn
    default: throw StoreFault.corrupt("broken_glass")
    }
  }
}
