import Domain
import Text

/// A query in the list of a person's queries.
public struct PastQuery: Sendable, Equatable {
  public let query: String
  public let state: QueryState
  public let acceptedAt: Moment
  public let generatedAt: Moment?
  public let expiresAt: Moment?

  public init(_ view: QueryView) {
    query = view.query
    state = view.state
    acceptedAt = view.acceptedAt
    generatedAt = view.generatedAt
    expiresAt = view.expiresAt
  }
}

extension PastQuery {
  /// The JSON `{"query","state","acceptedAt","generatedAt","expiresAt"}`.
  public var json: JSONValue {
    [
      "query": .string(query), "state": .string(state.rawValue), "acceptedAt": JSONValue(acceptedAt),
      "generatedAt": JSONValue(generatedAt), "expiresAt": JSONValue(expiresAt),
    ]
  }

  public init?(json: JSONValue) {
    guard let query = json.text("query"), let state = json.text("state").flatMap(QueryState.init(rawValue:)),
      let acceptedAt = json.moment("acceptedAt"),
      let generatedAt = json.optional("generatedAt", { $0.text.flatMap { Moment(text: $0) } }),
      let expiresAt = json.optional("expiresAt", { $0.text.flatMap { Moment(text: $0) } })
    else { return nil }
    self.query = query
    self.state = state
    self.acceptedAt = acceptedAt
    self.generatedAt = generatedAt
    self.expiresAt = expiresAt
  }
}
