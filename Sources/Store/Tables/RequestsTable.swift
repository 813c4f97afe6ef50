import Domain

/// What waits for approval, and who approved it.
struct RequestsTable {
  let sql: any SQLSession

  private static let columns = "number, author, version, content, comment, made_at, state, closed_by, reason"

  /// Gives the new request's number.
  func insert(author: String, content: JSONValue, comment: String, at: Moment) throws -> Int {
    let number = try sql.first(
      """
      insert into requests (author, version, content, comment, made_at, state) values ($1, 1, $2, $3, $4, 'open')
      returning number
      """,
      .text(author), .text(content.compact), .text(comment), .integer(at.milliseconds), read: { $0.int(0) })
    guard let number else { throw StoreFault.corrupt("requests") }
    return number
  }

  func replace(_ number: Int, version: Int, content: JSONValue, comment: String) throws {
    try sql.execute(
      "update requests set version = $1, content = $2, comment = $3 where number = $4", .int(version),
      .text(content.compact), .text(comment), .int(number))
  }

  func approve(_ number: Int, version: Int, by name: String, at: Moment) throws {
    try sql.execute(
      "insert into approvals (request, version, operator, at) values ($1, $2, $3, $4)", .int(number), .int(version),
      .text(name), .integer(at.milliseconds))
  }

  func close(_ number: Int, _ state: ApprovalRequest.State) throws {
    var (name, reason): (String?, String?) = (nil, nil)
    if case .rejected(let by, let why) = state { (name, reason) = (by, why) }
    try sql.execute(
      "update requests set state = $1, closed_by = $2, reason = $3 where number = $4", .text(state.name),
      name.map { .text($0) } ?? .null, reason.map { .text($0) } ?? .null, .int(number))
  }

  func request(_ number: Int) throws -> ApprovalRequest? {
    try sql.first("select \(Self.columns) from requests where number = $1", .int(number), read: read)
  }

  func all() throws -> [ApprovalRequest] {
    try sql.all("select \(Self.columns) from requests order by number", read: read)
  }

  private func read(_ row: any SQLRow) throws -> ApprovalRequest {
    let (number, version) = (row.int(0), row.int(2))
    guard let content = JSONValue(json: row.text(3)) else { throw StoreFault.corrupt("requests") }
    return ApprovalRequest(
      number: number, author: row.text(1), version: version, content: content, comment: row.text(4),
      madeAt: Moment(milliseconds: row.integer(5)), state: try Self.state(row),
      approvals: try approvals(of: number, version: version))
  }

  private func approvals(of number: Int, version: Int) throws -> [ApprovalRequest.Approval] {
    try sql.all(
      "select operator, at from approvals where request = $1 and version = $2 order by at, operator", .int(number),
      .int(version), read: { .init(by: $0.text(0), at: Moment(milliseconds: $0.integer(1))) })
  }

  private static func state(_ row: any SQLRow) throws -> ApprovalRequest.State {
    switch row.text(6) {
    case "open": .open
    case "done": .done
    case "rejected": .rejected(by: row.optionalText(7) ?? "", reason: row.optionalText(8) ?? "")
    default: throw StoreFault.corrupt("requests")
    }
  }
}
