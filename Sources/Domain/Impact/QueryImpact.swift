/// The effect of a change of the rollout on open queries.
public struct QueryImpact: Sendable, Equatable {
  /// The number of queries that wait, each counted once, however many of its enquiries are affected.
  public var queriesHeld = 0
  public var queriesWithdrawn = 0
  /// The banks whose enquiries are affected, by bank.
  public var banks: [Bank] = []

  public init() {}

  public struct Bank: Sendable, Equatable {
    public let bank: BankCode
    public let held: Int
    public let withdrawn: Int

    public init(bank: BankCode, held: Int, withdrawn: Int) {
      self.bank = bank
      self.held = held
      self.withdrawn = withdrawn
    }
  }

  public var enquiriesHeld: Int { banks.reduce(0) { $0 + $1.held } }
  public var enquiriesWithdrawn: Int { banks.reduce(0) { $0 + $1.withdrawn } }
}
