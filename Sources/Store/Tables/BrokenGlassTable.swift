import Domain
import RolloutRules

/// The requests whose glass was broken: they take force by waiting, without the approvals they lack.
struct BrokenGlassTable: BrokenGlassRecords {
  let transaction: Transaction

  private static let columns = [
    "number", "request", "version", "author", "reason", "made_at", "due_at", "state", "drop_reason", "review",
  ]

  func insert(
    request: Int, version: Int, author: String, reason: String, at: Moment, dueAt: Moment
  ) throws -> BrokenGlass {
    let number = try transaction.nextNumber(of: .brokenGlass)
    try transaction.addRow(
      [
        "number": .int(number), "request": .int(request), "version": .int(version), "author": .text(author),
        "reason": .text(reason), "made_at": .integer(at.milliseconds), "due_at": .integer(dueAt.milliseconds),
        "state": "waiting",
      ], to: .brokenGlass)
    return BrokenGlass(
      number: number, request: request, version: version, author: author, reason: reason, madeAt: at, dueAt: dueAt,
      state: .waiting)
  }

  /// All broken glasses, by the request's number.
  func all() throws -> [BrokenGlass] {
    try transaction.rows(of: .brokenGlass).all(Self.columns, read: Self.read)
  }

  func markDone(_ number: Int, review: Int) throws {
    try transaction.changeRow(.int(number), of: .brokenGlass, to: ["state": "done", "review": .int(review)])
  }

  func markDropped(_ number: Int, for reason: ScheduledCommit.DropReason) throws {
    try transaction.changeRow(
      .int(number), of: .brokenGlass, to: ["state": "dropped", "drop_reason": .text(reason.rawValue)])
  }

  /// Withdraws the broken glass of a request.
  func markWithdrawn(request: Int) throws {
    for glass in try all() where glass.request == request && glass.state == .waiting {
      try transaction.changeRow(.int(glass.number), of: .brokenGlass, to: ["state": "withdrawn"])
    }
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
