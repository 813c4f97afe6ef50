import BankLink
import Domain

/// Looks hosts up in the world.
public enum LiveResolver {
  /// Waits for the answer; empty where there is none.
  public static func addresses(of host: EndpointHost) -> [NetworkAddress] { AddressRule.lookUp(host) }
}
