/// What a line of the log may say beside its text: identifiers of things, never anything about a person. A key that is
/// not here is left out, wherever it comes from.
public enum LogKey: String, Sendable, CaseIterable {
  /// The identifier of a request of a person's program.
  case request
  /// The number of a query.
  case query
  /// The identifier of an enquiry at a bank.
  case enquiry
  /// The number of a refusal.
  case refusal
  case bank
  case revision
  /// A stable code of the contract.
  case code
  case codes
  /// How something ended.
  case outcome
  /// The status of a reply over HTTP.
  case status
  /// The pattern of a path, without what was filled in.
  case route
  case count
  case milliseconds
  /// The name of an operator, who is known by it in the audit chain, too.
  case `operator`
  /// The identifier of a console's session.
  case console
  /// A part of the program that listens.
  case service
}
