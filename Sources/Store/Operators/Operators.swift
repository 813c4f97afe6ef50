import Domain

/// Who may do what. On SQLite, where an operator can write the file, roles guard against mistakes only (rule 8).
extension Transaction {
  private var table: OperatorsTable { OperatorsTable(transaction: self) }

  public func operators() throws -> [OperatorRecord] {
    try check(.operators)
    return try table.all()
  }

  /// In a sandbox whoever is not registered is an administrator; elsewhere nobody (nil).
  public func role(of name: String) throws -> OperatorRole? {
    try check(.operators)
    return try table.record(of: name)?.role ?? (store.isSandbox ? .administrator : nil)
  }

  /// Registers an operator, or gives one another role.
  public func setOperator(_ name: String, _ role: OperatorRole, by author: String) throws {
    try check(.operators)
    try table.set(name, role, at: now, by: author)
    try audit(author: author, action: "operator", object: "operator \(name)", detail: ["role": .string(role.rawValue)])
  }

  public func removeOperator(_ name: String, by author: String) throws {
    try check(.operators)
    try table.remove(name)
    try audit(author: author, action: "operator", object: "operator \(name)", detail: ["role": nil])
  }

  /// Whether the operators are those that the chain says.
  func problemOfOperators(_ records: [AuditRecord]) throws -> AuditProblem? {
    var entered: [String: OperatorRole] = [:]
    for record in records {
      if record.action == "init", let name = record.detail.text("administrator") {
        entered[name] = .administrator
      } else if record.action == "operator", record.object.hasPrefix("operator ") {
        let name = String(record.object.dropFirst(9))
        if let role = record.detail.text("role") { entered[name] = OperatorRole(rawValue: role) }
        if record.detail["role"] == .null { entered[name] = nil }
      }
    }
    guard let found = try? table.all() else { return .operatorsAltered }
    let roles = Dictionary(found.map { ($0.name, $0.role) }) { first, _ in first }
    return found.count == entered.count && roles == entered ? nil : .operatorsAltered
  }
}
