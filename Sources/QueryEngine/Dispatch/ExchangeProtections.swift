import Store

extension Protections {
  /// What claims and replies rest on: the gate in force, and the states of enquiries of queries that only show inside.
  static let exchange: Protections = [.rollout(.shared), .work(.exclusive)]
}
