import Domain
import RolloutRules

/// The registered operators.
struct OperatorsTable: OperatorRecords {
  let transaction: Transaction

  private static let columns = ["name", "role", "added_at", "added_by"]

  func set(_ name: String, _ role: OperatorRole, at: Moment, by author: String) throws {
    try transaction.setRow(
      .text(name), of: .operators,
      to: [
        "name": .text(name), "role": .text(role.rawValue), "added_at": .integer(at.milliseconds),
        "added_by": .text(author),
      ])
  }

  func remove(_ name: String) throws { try transaction.removeRow(.text(name), from: .operators) }

  /// All operators, by name.
  func all() throws -> [OperatorRecord] {
    try transaction.rows(of: .operators).all(Self.columns, read: Self.read)
  }

  func record(of name: String) throws -> OperatorRecord? {
    try transaction.rows(of: .operators).first(Self.columns, where: { $0.text(0) == name }, read: Self.read)
  }

  private static func read(_ row: any SQLRow) throws -> OperatorRecord {
    guard let role = OperatorRole(rawValue: row.text(1)) else { throw StoreFault.corrupt("operators") }
    return OperatorRecord(
      name: row.text(0), role: role, addedAt: Moment(milliseconds: row.integer(2)), addedBy: row.text(3))
  }
}
