import Domain

extension AuditedRecords {
  /// The problem of operators that are not those of the chain.
  func problemOfOperators(_ records: [AuditRecord]) throws -> AuditProblem? {
    var entered: [String: OperatorRole] = [:]
    for record in records {
      if record.action == "init", case .string(let name)? = record.detail["administrator"] {
        entered[name] = .administrator
      } else if record.action == "operator", record.object.hasPrefix("operator ") {
        let name = String(record.object.dropFirst(9))
        if case .string(let role)? = record.detail["role"] { entered[name] = OperatorRole(rawValue: role) }
        if record.detail["role"] == .null { entered[name] = nil }
      }
    }
    guard let found = try? operatorList.all() else { return .operatorsAltered }
    let roles = Dictionary(found.map { ($0.name, $0.role) }) { first, _ in first }
    return found.count == entered.count && roles == entered ? nil : .operatorsAltered
  }
}
