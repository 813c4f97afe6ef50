/// The conditions that audit records have to meet; a condition that is nil leaves none out.
public struct AuditFilter: Sendable, Equatable {
  /// The number of records, the latest of those that match.
  public var last: Int?
  public var from: Moment?
  /// The time before which the records were made.
  public var to: Moment?
  public var author: String?
  /// The whole object (`bank icbc`), or its last word (`icbc`).
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
