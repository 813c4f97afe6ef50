import Domain

extension Transaction {
  /// Counts the reads about people that the chain holds of an operator.
  public func readingVolume(of author: String) throws -> ReadingVolume {
    let own = try sql.first(
      "select count(*) from audit where action = 'read' and at > $1 and author = $2",
      .integer(now.adding(.days(-1)).milliseconds), .text(author), read: { $0.int(0) })
    let others = try sql.all(
      """
      select count(*) from audit where action = 'read' and at > $1 and author <> $2
      group by author, (at + 28800000) / 86400000 order by count(*)
      """,
      .integer(now.adding(.days(-30)).milliseconds), .text(author), read: { $0.int(0) })
    return ReadingVolume(lastDay: own ?? 0, usual: others.isEmpty ? 0 : others[others.count / 2])
  }
}

extension AuditFilter {
  /// The condition of a statement, and its arguments.
  var condition: (sql: String, arguments: [SQLValue]) {
    var terms: [String] = []
    var arguments: [SQLValue] = []
    func add(_ value: SQLValue?, _ term: (String) -> String) {
      guard let value else { return }
      arguments.append(value)
      terms.append(term("$\(arguments.count)"))
    }
    add(from.map { .integer($0.milliseconds) }) { "at >= \($0)" }
    add(to.map { .integer($0.milliseconds) }) { "at < \($0)" }
    add(author.map { .text($0) }) { "author = \($0)" }
    add(action.map { .text($0) }) { "action = \($0)" }
    add(object.map { .text($0) }) { "(object = \($0) or substr(object, -length(\($0)) - 1) = ' ' || \($0))" }
    return (terms.isEmpty ? "1 = 1" : terms.joined(separator: " and "), arguments)
  }
}
