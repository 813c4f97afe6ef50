import Domain

/// What a change of the rollout does to queries under way.
public struct QueryImpact: Sendable, Equatable {
  /// Each query once, however many of its enquiries are affected.
  public var queriesHeld = 0
  public var queriesWithdrawn = 0
  /// Banks whose enquiries are affected, by bank.
  public var banks: [Bank] = []

  public init() {}

  public struct Bank: Sendable, Equatable {
    public let bank: BankCode
    public let held: Int
    public let withdrawn: Int
  }

  public var enquiriesHeld: Int { banks.reduce(0) { $0 + $1.held } }
  public var enquiriesWithdrawn: Int { banks.reduce(0) { $0 + $1.withdrawn } }
}

extension Transaction {
  /// The enquiries that going from one rollout to another would hold or withdraw. What a bank has acknowledged is fetched
  /// from it although it is suspended, and so is not held.
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

  /// The queries of a bank's open enquiries; a query asks a bank once.
  private func queriesInFlight(at bank: BankCode, unaskedOnly: Bool) throws -> [Int] {
    let states = unaskedOnly ? "state <> 'acknowledged' and state in" : "state in"
    return try sql.all(
      "select query from enquiries where bank = $1 and \(states) ('queued', 'sent', 'acknowledged')",
      .text(bank.text), read: { $0.int(0) })
  }
}
