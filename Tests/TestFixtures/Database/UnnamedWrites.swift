import Store

/// Writes of tests, which are alone with their database and do not say what they protect.
extension Store {
  private static let everything = Protections.rollout.union([.days, .work(.exclusive), .outbox])

  public func write<Value>(
    regardless: Set<PendingDecision> = [], _ body: (Transaction) throws -> Value
  ) throws -> Value {
    try write(protecting: Self.everything, regardless: regardless, body)
  }

  public func submit<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
    try await submit(protecting: Self.everything, body)
  }
}
