import Domain

/// The origins of the rules of a revision.
extension Transaction {
  var changes: ChangesTable { ChangesTable(sql: sql) }

  /// The latest revision, up to one, that changed a subject; revision 0 for a subject that was never changed.
  public func origin(of subject: RolloutChange.Subject, upTo revision: Int) throws -> RevisionStamp {
    let number = try latestChange(of: subject, upTo: revision) ?? 0
    guard let stamp = try revisions.stamp(number) else { throw StoreFault.corrupt("revisions") }
    return stamp
  }
}
