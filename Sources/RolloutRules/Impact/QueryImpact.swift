import Domain

extension RolloutRecords {
  /// The enquiries that a change from one rollout to another would hold or withdraw. An answer that a bank has
  /// acknowledged is fetched even while the bank is suspended, and so is not held.
  public func queryImpact(from: Rollout, to: Rollout) throws -> QueryImpact {
    var impact = QueryImpact()
    var (held, withdrawn): (Set<Int>, Set<Int>) = ([], [])
    for (bank, _) in try banksWithOpenEnquiries() {
      let fate = EnquiryFate(of: bank, from: from, to: to)
      guard fate != .unchanged else { continue }
      let queries = try queriesInFlight(at: bank, unaskedOnly: fate == .held)
      if fate == .held { held.formUnion(queries) } else { withdrawn.formUnion(queries) }
      guard !queries.isEmpty else { continue }
      impact.banks.append(
        .init(
          bank: bank, held: fate == .held ? queries.count : 0, withdrawn: fate == .withdrawn ? queries.count : 0))
    }
    impact.queriesHeld = held.count
    impact.queriesWithdrawn = withdrawn.count
    return impact
  }
}
