/// What there is one row of at most, by a constraint of the schema. A program looks before it writes; where somebody else
/// has written in between, the constraint refuses (`StoreFault.notUnique`).
public enum UniqueKey: Sendable, Equatable {
  /// One open query a person (rule 3).
  case openQuery
  /// One account an identity number.
  case identity
  /// One account a phone.
  case phone
  /// Every other one: its columns, such as `outbox.id`.
  case other(String)

  /// The columns as the engine names them, which contain no value.
  var name: String {
    switch self {
    case .openQuery: "queries.person"
    case .identity: "persons.identity_hash"
    case .phone: "persons.phone_hash"
    case .other(let columns): columns
    }
  }

  static let named: [UniqueKey] = [.openQuery, .identity, .phone]
}
