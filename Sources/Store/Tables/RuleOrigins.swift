import Domain

/// Where the rules of a revision come from.
extension Transaction {
  var changes: ChangesTable { ChangesTable(sql: sql) }

  /// The latest revision up to one that changed a subject; what was never changed is as revision 0 has it.
  public func origin(of subject: RolloutChange.Subject, upTo revision: Int) throws -> RevisionStamp {
    let number = try latestChange(of: subject, upTo: revision) ?? 0
    guard let stamp = try revisions.stamp(number) else { throw StoreFault.corrupt("revisions") }
    return stamp
  }
}
