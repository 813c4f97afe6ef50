/// A small table that decides about rights of operators, the rollout in force, due changes and endpoints of banks. A
/// digest of all its rows is bound to the end of the audit chain, so that a row that was altered, added, removed or put
/// back is noticed before use. The raw value is the table's name.
public enum DecidingTable: String, CaseIterable, Sendable {
  case operators, requests, approvals, reviews, scheduled, unconfirmed, running, closures, certified, maintenances, meta
  case migrations
  case brokenGlass = "broken_glass"
  case registrations

  /// The tables of changes that take force by themselves.
  public static let falling: Set<DecidingTable> = [.scheduled, .unconfirmed, .certified, .brokenGlass]
}
