import Domain

/// The operators and their roles. On SQLite, where an operator can write the file, roles guard against mistakes only
/// (rule 8).
extension RolloutRecords {
  public func operators() throws -> [OperatorRecord] {
    try check(.operators)
    return try operatorList.all()
  }

  /// The role of an operator. In a sandbox everybody who is not registered is an administrator; elsewhere nobody (nil).
  public func role(of name: String) throws -> OperatorRole? {
    try check(.operators)
    return try operatorList.record(of: name)?.role ?? (isSandbox ? .administrator : nil)
  }

  /// Registers an operator, or gives one another role.
  public func setOperator(_ name: String, _ role: OperatorRole, by author: String) throws {
    try check(.operators)
    try operatorList.set(name, role, at: now, by: author)
    try audit(author: author, action: "operator", object: "operator \(name)", detail: ["role": .string(role.rawValue)])
  }

  public func removeOperator(_ name: String, by author: String) throws {
    try check(.operators)
    try operatorList.remove(name)
    try audit(author: author, action: "operator", object: "operator \(name)", detail: ["role": .null])
  }
}
