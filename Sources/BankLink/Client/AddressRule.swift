import Domain
import Foundation
import NIOPosix

/// The addresses at which banks are reached: those of the public internet (`NetworkAddress.isGloballyReachable`).
/// Private lines to banks are usual, and are allowed by name.
public enum AddressRule {
  /// All addresses of a host, in the resolver's order; empty if it has none. Blocks a thread of the pool.
  static func resolve(_ host: EndpointHost) async -> [NetworkAddress] {
    (try? await NIOThreadPool.singleton.runIfActive { lookUp(host) }) ?? []
  }

  /// The same for a caller that may block.
  public static func lookUp(_ host: EndpointHost) -> [NetworkAddress] {
    guard case .name(let name) = host else { return [host.address].compactMap(\.self) }
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var first: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(name, nil, &hints, &first) == 0 else { return [] }
    defer { freeaddrinfo(first) }
    var addresses: [NetworkAddress] = []
    var next = first
    while let entry = next?.pointee {
      if let address = address(of: entry) { addresses.append(address) }
      next = entry.ai_next
    }
    return addresses
  }

  private static func address(of entry: addrinfo) -> NetworkAddress? {
    guard let address = entry.ai_addr else { return nil }
    switch entry.ai_family {
    case AF_INET:
      return address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { pointer in
        withUnsafeBytes(of: pointer.pointee.sin_addr) { NetworkAddress(Array($0)) }
      }
    case AF_INET6:
      return address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { pointer in
        withUnsafeBytes(of: pointer.pointee.sin6_addr) { NetworkAddress(Array($0)) }
      }
    default: return nil
    }
  }
}
