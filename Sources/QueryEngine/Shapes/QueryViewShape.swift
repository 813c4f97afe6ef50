import Domain
import Text

/// Queries as JSON (docs/contract.md, "JSON shapes of people").
extension QueryView {
  /// What an application is told: the JSON
  /// `{"query","state","revision","acceptedAt","dueAt","banks":["abc"],"queue":{"place","estimatedAt"}|null}`.
  public var applied: JSONValue { .object(head(.init("banks", JSONValue(banks.map(\.bank.text))))) }

  /// The JSON `{"query","state","acceptedAt","dueAt","banks":[{"bank","state"}],"queue":{"place","estimatedAt"}|null}`.
  public func json(_ names: BankNames) -> JSONValue {
    let banks = banks.map { outcome in
      JSONValue.object(
        names.members(outcome.bank) + [
          .init("state", .string(outcome.state.rawValue)), .init("code", JSONValue(outcome.code)),
        ])
    }
    return .object(head(.init("banks", .array(banks))))
  }

  private func head(_ banks: JSONValue.Member) -> [JSONValue.Member] {
    [
      .init("query", .string(query)), .init("state", .string(state.rawValue)), .init("revision", JSONValue(revision)),
      .init("acceptedAt", JSONValue(acceptedAt)), .init("dueAt", JSONValue(dueAt)), banks,
      .init("generatedAt", JSONValue(generatedAt)), .init("expiresAt", JSONValue(expiresAt)),
      .init("reason", JSONValue(reason)), .init("queue", queue?.json ?? .null),
    ]
  }

  /// Reads both forms. The banks of an application stand without a state: they wait to be asked.
  public init?(json: JSONValue) {
    guard let query = json.text("query"), let state = json.text("state").flatMap(QueryState.init(rawValue:)),
      let revision = json.integer("revision"), let acceptedAt = json.moment("acceptedAt"),
      let dueAt = json.moment("dueAt"), let banks = json.list("banks", QueryOutcome.init(json:)),
      let generatedAt = json.optional("generatedAt", { $0.text.flatMap { Moment(text: $0) } }),
      let expiresAt = json.optional("expiresAt", { $0.text.flatMap { Moment(text: $0) } }),
      let reason = json.optional("reason", \.text), let queue = json.optional("queue", QueuePlace.init(json:))
    else { return nil }
    self.query = query
    self.state = state
    self.revision = revision
    self.acceptedAt = acceptedAt
    self.dueAt = dueAt
    self.generatedAt = generatedAt
    self.expiresAt = expiresAt
    self.reason = reason
    self.banks = banks
    self.queue = queue
  }

  /// The mark of how far the query is: another one when its state, a bank's or its place in the queue has changed.
  /// Letters, digits and hyphens.
  public var mark: String {
    let place = queue.map { "-\($0.place)" } ?? ""
    let banks = banks.map { String($0.state.rawValue.prefix(2)) }.joined()
    return "\(query)-\(state.rawValue)-\(banks)\(place)"
  }
}

extension QueryOutcome {
  init?(json: JSONValue) {
    if let bank = json.text {
      self.init(bank: BankCode(bank), state: .queued, code: nil)
      return
    }
    guard let bank = json.text("bank"), let state = json.text("state").flatMap(EnquiryState.init(rawValue:)),
      let code = json.optional("code", \.text)
    else { return nil }
    self.init(bank: BankCode(bank), state: state, code: code)
  }
}

extension QueuePlace {
  /// The JSON `{"place":12,"estimatedAt":"..."}`.
  var json: JSONValue { ["place": JSONValue(place), "estimatedAt": JSONValue(estimatedAt)] }

  init?(json: JSONValue) {
    guard let place = json.integer("place"),
      let estimatedAt = json.optional("estimatedAt", { $0.text.flatMap { Moment(text: $0) } })
    else { return nil }
    self.init(place: place, estimatedAt: estimatedAt)
  }
}
