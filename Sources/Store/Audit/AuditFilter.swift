import Domain

/// Which audit records are asked for; what is nil leaves none out.
public struct AuditFilter: Sendable, Equatable {
  /// The latest so many of those that fit.
  public var last: Int?
  public var from: Moment?
  /// Before this time.
  public var to: Moment?
  public var author: String?
  /// The whole object (`bank icbc`), or what stands last in it (`icbc`).
  public var object: String?
  public var action: String?

  public init(
    last: Int? = nil, from: Moment? = nil, to: Moment? = nil, author: String? = nil, object: String? = nil,
    action: String? = nil
  ) {
    self.last = last
    self.from = from
    self.to = to
    self.author = author
    self.object = object
    self.action = action
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
