import Text

extension JSONValue {
  /// The time by RFC 3339 with `+08:00`, or null.
  public init(_ moment: Moment?) { self = moment.map { .string($0.description) } ?? .null }
}
