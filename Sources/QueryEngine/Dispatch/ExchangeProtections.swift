import Store

extension Protections {
  /// What taking on rests on, and what banks post: the gate in force, and the work of queries that only show inside.
  static let exchange: Protections = [.rollout(.shared), .work(.exclusive)]
}
