import Domain
import RolloutRules
import Text

/// The requests for approval, and their approvals.
struct RequestsTable: RequestRecords {
  let transaction: Transaction

  private static let columns = [
    "number", "author", "version", "content", "comment", "made_at", "state", "closed_by", "reason",
  ]

  func insert(author: String, content: JSONValue, comment: String, at: Moment) throws -> ApprovalRequest {
    let number = try transaction.nextNumber(of: .requests)
    try transaction.addRow(
      [
        "number": .int(number), "author": .text(author), "version": .int(1), "content": .text(content.compact),
        "comment": .text(comment), "made_at": .integer(at.milliseconds), "state": "open",
      ], to: .requests)
    return try known(number)
  }

  func replace(_ number: Int, version: Int, content: JSONValue, comment: String) throws -> ApprovalRequest {
    try transaction.changeRow(
      .int(number), of: .requests,
      to: ["version": .int(version), "content": .text(content.compact), "comment": .text(comment)])
    return try known(number)
  }

  private func known(_ number: Int) throws -> ApprovalRequest {
    guard let request = try request(number) else { throw StoreFault.corrupt("requests") }
    return request
  }

  func approve(_ number: Int, version: Int, by name: String, at: Moment) throws {
    try transaction.addRow(
      [
        "request": .int(number), "version": .int(version), "operator": .text(name), "at": .integer(at.milliseconds),
      ], to: .approvals)
  }

  func close(_ number: Int, _ state: ApprovalRequest.State) throws {
    var (name, reason): (String?, String?) = (nil, nil)
    if case .rejected(let by, let why) = state { (name, reason) = (by, why) }
    try transaction.changeRow(
      .int(number), of: .requests,
      to: ["state": .text(state.name), "closed_by": .optional(name), "reason": .optional(reason)])
  }

  func request(_ number: Int) throws -> ApprovalRequest? {
    try transaction.rows(of: .requests).first(Self.columns, where: { $0.int(0) == number }, read: read)
  }

  /// All requests, by number.
  func all() throws -> [ApprovalRequest] {
    try transaction.rows(of: .requests).all(Self.columns, read: read)
  }

  private func read(_ row: any SQLRow) throws -> ApprovalRequest {
    let (number, version) = (row.int(0), row.int(2))
    guard let content = JSONValue(json: row.text(3)) else { throw StoreFault.corrupt("requests") }
    return ApprovalRequest(
      number: number, author: row.text(1), version: version, content: content, comment: row.text(4),
      madeAt: Moment(milliseconds: row.integer(5)), state: try Self.state(row),
      approvals: try approvals(of: number, version: version))
  }

  /// The approvals of a request's version, oldest first.
  private func approvals(of number: Int, version: Int) throws -> [ApprovalRequest.Approval] {
    let found = try transaction.rows(of: .approvals).all(
      ["request", "version", "operator", "at"], where: { $0.int(0) == number && $0.int(1) == version },
      read: { ApprovalRequest.Approval(by: $0.text(2), at: Moment(milliseconds: $0.integer(3))) })
    return found.sorted { ($0.at, $0.by) < ($1.at, $1.by) }
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
