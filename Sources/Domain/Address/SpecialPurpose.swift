/// The addresses that the public internet reaches, by the registries that IANA keeps of those with a special purpose
/// (RFC 6890, RFC 8190: "Globally Reachable").
///
/// Left out as well are the few ranges that the registries call reachable but that hold services of the internet itself
/// and no bank: all of `192.0.0.0/24` and `2001::/23`. An IPv6 address that carries an IPv4 address leads to the inner
/// one, past a check of the outer one alone: it counts as reachable only if both are, and never if it is a relic
/// (mapped, compatible, 6to4, Teredo).
extension NetworkAddress {
  static let unreachable = unreachable4 + unreachable6

  private static let unreachable4 = ranges([
    "0.0.0.0/8",  // this network
    "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16",  // private
    "100.64.0.0/10",  // shared by the customers of a carrier
    "127.0.0.0/8",  // loopback
    "169.254.0.0/16",  // link-local
    "192.0.0.0/24",  // IETF protocol assignments
    "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24",  // documentation
    "192.88.99.0/24",  // 6to4 relays
    "198.18.0.0/15",  // benchmarking
    "224.0.0.0/4",  // multicast
    "240.0.0.0/4",  // reserved, and broadcast
  ])

  private static let unreachable6 = ranges([
    "::/8",  // unspecified, loopback, mapped, compatible; translation is told apart below
    "100::/64", "100:0:0:1::/64",  // discard-only, dummy
    "2001::/23",  // IETF protocol assignments: Teredo, benchmarking, ORCHID and others
    "2001:db8::/32", "3fff::/20",  // documentation
    "2002::/16",  // 6to4
    "5f00::/16",  // segment routing
    "fc00::/7",  // unique local
    "fe80::/10", "fec0::/10",  // link-local, site-local
    "ff00::/8",  // multicast
  ])

  /// The only range from which addresses of single hosts are given out.
  private static let globalUnicast = ranges(["2000::/3"])
  /// The range whose addresses lead to the IPv4 address in their last four bytes (RFC 6052).
  private static let translated = ranges(["64:ff9b::/96"])

  public var isGloballyReachable: Bool {
    guard isIPv6 else { return !Self.unreachable4.contains { $0.contains(self) } }
    if Self.translated[0].contains(self) { return isReachable(at: 12) }
    guard Self.globalUnicast[0].contains(self), !Self.unreachable6.contains(where: { $0.contains(self) }) else {
      return false
    }
    return !isTunnel || isReachable(at: 12)
  }

  /// Whether the address is ISATAP: `0:5efe` or `200:5efe` before an IPv4 address (RFC 5214).
  private var isTunnel: Bool {
    (bytes[8] & ~2) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == 0xfe
  }

  /// Whether the IPv4 address within is reachable.
  private func isReachable(at place: Int) -> Bool {
    NetworkAddress(Array(bytes[place..<place + 4]))?.isGloballyReachable ?? false
  }

  private static func ranges(_ texts: [String]) -> [AddressRange] {
    texts.map { text in
      guard let range = AddressRange(text) else { preconditionFailure("\(text) is a range") }
      return range
    }
  }
}
