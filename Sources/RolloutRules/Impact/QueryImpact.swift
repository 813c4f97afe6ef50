import Domain

extension RolloutRecords {
  /// The enquiries that a change from one rollout to another would hold or withdraw. An answer that a bank has
  /// acknowledged is fetched even while the bank is suspended, and so is not held.
  public func queryImpact(from: Rollout, to: Rollout) throws -> QueryImpact {
    var impact = QueryImpact()
    var (held, withdrawn): (Set<Int>, Set<Int>) = ([], [])
    var fates: [BankCode: EnquiryFate] = [:]
    let inFlight = try queriesInFlight { bank in
      if let known = fates[bank] { return known != .unchanged }
      let fate = EnquiryFate(of: bank, from: from, to: to)
      fates[bank] = fate
      return fate != .unchanged
    }
    for (bank, open) in inFlight.sorted(by: { $0.key < $1.key }) {
      let fate = EnquiryFate(of: bank, from: from, to: to)
      let queries = fate == .held ? open.unasked : open.unasked + open.acknowledged
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
