import Domain
import Store

/// What makes a bank a part of the network: where it is asked, its keys, the keys it knows the network by, its
/// certification and the times at which it is not asked.
public struct BankOnboarding: OperatorWork {
  let author: String
  let store: Store
  /// The addresses of a host, as far as they can be told here; a bank's are judged when its address is entered.
  let resolve: @Sendable (EndpointHost) -> [NetworkAddress]
}
