import Domain
import Foundation
import NIOPosix

/// Whether an address belongs to the public internet. Private lines to banks are usual, and are allowed by name.
enum AddressRule {
  /// IPv4 (4 bytes) or IPv6 (16 bytes): loopback, private, link-local, shared, multicast, reserved and unspecified
  /// ranges are not public (RFC 6890).
  static func isPublic(_ address: [UInt8]) -> Bool {
    switch address.count {
    case 4: isPublic4(address)
    case 16: isPublic6(address)
    default: false
    }
  }

  private static func isPublic4(_ a: [UInt8]) -> Bool {
    switch (a[0], a[1]) {
    case (0, _), (10, _), (127, _), (224..., _), (169, 254), (192, 168), (198, 18...19): false
    case (100, 64...127), (172, 16...31): false
    case (192, 0): a[2] != 0
    default: true
    }
  }

  private static func isPublic6(_ a: [UInt8]) -> Bool {
    if a[..<10].allSatisfy({ $0 == 0 }), a[10] == 0xff, a[11] == 0xff { return isPublic4(Array(a[12...])) }
    // 64:ff9b::/96 translates to an IPv4 address.
    if a[..<4] == [0, 0x64, 0xff, 0x9b] { return isPublic4(Array(a[12...])) }
    // Global unicast is 2000::/3 and nothing else.
    return a[0] & 0xe0 == 0x20
  }

  /// All addresses of a host, in the resolver's order; empty where it has none. Blocks a thread of the pool.
  static func resolve(_ host: String) async -> [[UInt8]] {
    (try? await NIOThreadPool.singleton.runIfActive { lookUp(host) }) ?? []
  }

  private static func lookUp(_ host: String) -> [[UInt8]] {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var first: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, nil, &hints, &first) == 0 else { return [] }
    defer { freeaddrinfo(first) }
    var addresses: [[UInt8]] = []
    var next = first
    while let entry = next?.pointee {
      if let address = bytes(of: entry) { addresses.append(address) }
      next = entry.ai_next
    }
    return addresses
  }

  private static func bytes(of entry: addrinfo) -> [UInt8]? {
    guard let address = entry.ai_addr else { return nil }
    switch entry.ai_family {
    case AF_INET:
      return address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { pointer in
        withUnsafeBytes(of: pointer.pointee.sin_addr) { Array($0) }
      }
    case AF_INET6:
      return address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { pointer in
        withUnsafeBytes(of: pointer.pointee.sin6_addr) { Array($0) }
      }
    default: return nil
    }
  }

  /// As it is written in a URL or an override.
  static func text(_ address: [UInt8]) -> String {
    if address.count == 4 { return address.map(String.init).joined(separator: ".") }
    return stride(from: 0, to: 16, by: 2)
      .map { String(UInt16(address[$0]) << 8 | UInt16(address[$0 + 1]), radix: 16) }
      .joined(separator: ":")
  }
}
