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
