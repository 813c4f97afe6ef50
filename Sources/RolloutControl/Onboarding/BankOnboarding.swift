import Domain
import Store

/// The work of making a bank a part of the network: its endpoint, its keys, the network's keys for it, its
/// certification and its maintenances.
public struct BankOnboarding: OperatorWork {
  let author: String
  let store: Store
  /// The addresses of a host, as far as they are known here; a bank's are judged when its endpoint is entered.
  let resolve: @Sendable (EndpointHost) -> [NetworkAddress]
}
