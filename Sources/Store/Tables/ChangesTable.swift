import Domain

/// Which revisions changed which subjects: what `explain` looks up. It follows from the revisions.
struct ChangesTable {
  let sql: any SQLSession

  func insert(_ subjects: [RolloutChange.Subject], in revision: Int) throws {
    for subject in subjects {
      try sql.execute(
        "insert into rollout_changes (path, revision) values ($1, $2)", .text(subject.path), .int(revision))
    }
  }

  /// One indexed look, however many revisions there are.
  func latest(of path: String, upTo revision: Int) throws -> Int? {
    try sql.first(
      "select revision from rollout_changes where path = $1 and revision <= $2 order by revision desc limit 1",
      .text(path), .int(revision), read: { $0.int(0) })
  }

  /// By revision, each one's paths sorted.
  func all() throws -> [Int: [String]] {
    var paths: [Int: [String]] = [:]
    try sql.query("select revision, path from rollout_changes order by path", []) {
      paths[$0.int(0), default: []].append($0.text(1))
    }
    return paths
  }
}
