import Domain
import Store

/// An operator with the number of their reads about people.
public struct OperatorReport: Sendable, Equatable {
  public let name: String
  /// The operator's registration; nil for an author of a sandbox who is not registered.
  public let record: OperatorRecord?
  public let reading: ReadingVolume
}

/// The decisions of administrators: about operators, about trust in the database, and about the clock.
public struct Administration: SchedulingWork {
  let author: String
  let store: Store
  let foretold: ForetoldClashes

  /// All operators, by name.
  public func operators() throws -> [OperatorRecord] { try store.read { try $0.operators() } }

  /// Every operator with the number of their reads about people, by name; in a sandbox the author, too, if not
  /// registered.
  public func operatorReports() throws -> [OperatorReport] {
    try store.read { transaction in
      let records = try transaction.operators()
      let names = Set(records.map(\.name) + (store.isSandbox ? [author] : [])).sorted()
      return try names.map { name in
        OperatorReport(
          name: name, record: records.first { $0.name == name }, reading: try transaction.readingVolume(of: name))
      }
    }
  }

  /// Registers an operator, or gives one another role. Needs approval like a change of policies, as otherwise whoever
  /// can add operators could approve alone; only while nobody else could approve, an administrator adds the first one.
  /// The session has foretold which scheduled commits depend on a role that is taken away.
  public func addOperator(_ name: String, _ role: OperatorRole) throws {
    try write(as: .administrator) { transaction in
      if try hasApprovers(in: transaction) {
        try requireNoApproval(.policies, "operators.\(name)", in: transaction)
      }
      try noting(in: transaction) { try enter(operator: name, role, by: author, in: transaction) }
    }
  }

  public func removeOperator(_ name: String) throws {
    try write(as: .administrator) { transaction in
      try requireNoApproval(.policies, "operators.\(name)", in: transaction)
      try noting(in: transaction) { try remove(operator: name, by: author, in: transaction) }
    }
  }

  func hasApprovers(in transaction: Transaction) throws -> Bool {
    try transaction.operators().contains { $0.name != author && $0.role >= .approver }
  }

  func enter(operator name: String, _ role: OperatorRole, by author: String, in transaction: Transaction) throws {
    if role != .administrator { try requireAnotherAdministrator(than: name, in: transaction) }
    try requireMeetable(withRole: role, of: name, in: transaction)
    try transaction.setOperator(name, role, by: author)
  }

  func remove(operator name: String, by author: String, in transaction: Transaction) throws {
    guard try transaction.operators().contains(where: { $0.name == name }) else {
      throw OperatorFault.unknownOperator(name)
    }
    try requireAnotherAdministrator(than: name, in: transaction)
    try requireMeetable(withRole: nil, of: name, in: transaction)
    try transaction.removeOperator(name, by: author)
  }

  func requireMeetable(withRole role: OperatorRole?, of name: String, in transaction: Transaction) throws {
    try transaction.applyDue()
    if let shortage = try transaction.shortage(withRole: role, of: name) {
      throw OperatorFault.rulesUnmeetable(shortage)
    }
  }

  private func requireAnotherAdministrator(than name: String, in transaction: Transaction) throws {
    let administrators = try transaction.operators().filter { $0.role == .administrator }.map(\.name)
    guard administrators != [name] else { throw OperatorFault.lastAdministrator(name) }
  }
}
