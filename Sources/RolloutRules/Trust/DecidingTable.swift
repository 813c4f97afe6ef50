/// A small table that decides who may do what, what is in force, what falls due and where banks are asked. A digest of all
/// its rows is bound to the end of the audit chain, so that a row that was altered, added, removed or put back is noticed
/// before it is used. The raw value is its name.
public enum DecidingTable: String, CaseIterable, Sendable {
  case operators, requests, approvals, reviews, scheduled, unconfirmed, running, closures, certified, maintenances, meta
  case migrations
  case brokenGlass = "broken_glass"
  case registrations

  /// Those of which something falls due by itself.
  public static let falling: Set<DecidingTable> = [.scheduled, .unconfirmed, .certified, .brokenGlass]
}
