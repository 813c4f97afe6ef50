import Domain

/// The subjects that each revision changed, for `explain`. The table follows from the revisions.
struct ChangesTable {
  let sql: any SQLSession

  func insert(_ subjects: [RolloutChange.Subject], in revision: Int) throws {
    for subject in subjects {
      try sql.execute(
        "insert into rollout_changes (path, revision) values ($1, $2)", .text(subject.path), .int(revision))
    }
  }

  /// The latest revision up to `revision` that changed a path: one look into the index, however many revisions there
  /// are.
  func latest(of path: String, upTo revision: Int) throws -> Int? {
    try sql.first(
      "select revision from rollout_changes where path = $1 and revision <= $2 order by revision desc limit 1",
      .text(path), .int(revision), read: { $0.int(0) })
  }

  /// The paths that each revision changed, sorted, by revision.
  func all() throws -> [Int: [String]] {
    var paths: [Int: [String]] = [:]
    try sql.query("select revision, path from rollout_changes order by path", []) {
      paths[$0.int(0), default: []].append($0.text(1))
    }
    return paths
  }
}
