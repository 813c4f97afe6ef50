import Foundation

/// An address of the internet: 4 bytes (IPv4) or 16 (IPv6).
public struct NetworkAddress: Sendable, Hashable {
  public let bytes: [UInt8]

  /// Nil if there are neither 4 nor 16 bytes.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count == 4 || bytes.count == 16 else { return nil }
    self.bytes = bytes
  }

  /// Reads four decimal numbers without leading zeros, or IPv6 in any spelling of RFC 4291, without a zone. Nil for
  /// other spellings that some resolvers take for an address (`127.1`, `0x7f000001`).
  public init?(text: String) {
    guard text.utf8.count <= 45, !text.utf8.contains(0) else { return nil }
    let isSix = text.contains(":")
    var bytes = [UInt8](repeating: 0, count: isSix ? 16 : 4)
    guard inet_pton(isSix ? AF_INET6 : AF_INET, text, &bytes) == 1 else { return nil }
    self.bytes = bytes
  }

  public var isIPv6: Bool { bytes.count == 16 }

  /// The address with every group written out, as an override of names takes it.
  public var text: String {
    isIPv6 ? groups.joined(separator: ":") : bytes.map(String.init).joined(separator: ".")
  }

  /// The address as in a URL, there in brackets if it is IPv6: the longest run of zeros, the first of equal ones, is
  /// left out (RFC 5952, section 4.2).
  public var shortText: String {
    guard isIPv6, let run = longestZeros else { return text }
    return groups[..<run.lowerBound].joined(separator: ":") + "::" + groups[run.upperBound...].joined(separator: ":")
  }

  private var groups: [String] {
    stride(from: 0, to: 16, by: 2).map { String(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]), radix: 16) }
  }

  /// The longest run of groups that are zero; nil if there are no two side by side.
  private var longestZeros: Range<Int>? {
    let groups = groups
    let runs = groups.indices.map { start in start..<start + groups[start...].prefix { $0 == "0" }.count }
    return runs.reduce(nil as Range<Int>?) { longest, run in run.count > max(1, longest?.count ?? 0) ? run : longest }
  }
}
