import BankLink
import Domain

/// Resolves hosts in the real network.
public enum LiveResolver {
  /// The addresses of a host; empty if it has none. Blocks until the answer.
  public static func addresses(of host: EndpointHost) -> [NetworkAddress] { AddressRule.lookUp(host) }
}
