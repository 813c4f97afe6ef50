import Foundation

/// The host of a URL in its one spelling: an address, or a name in lower-case ASCII.
public enum EndpointHost: Sendable, Hashable {
  case address(NetworkAddress)
  case name(String)

  /// Reads a host as it stands in a URL, IPv6 without its brackets. Nil if the text can be read in two ways: escapes, a
  /// dot at the end, a name that ends in a number, letters that only look like ASCII.
  public init?(_ text: String) {
    if let address = NetworkAddress(text: text) {
      self = .address(address)
      return
    }
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    var normal: [String] = []
    for label in labels {
      guard let label = Self.normal(label) else { return nil }
      normal.append(label)
    }
    guard let last = normal.last, !Self.isNumber(last) else { return nil }
    let name = normal.joined(separator: ".")
    guard name.utf8.count <= 253 else { return nil }
    self = .name(name)
  }

  /// The address of the host; nil if the host is a name.
  public var address: NetworkAddress? {
    guard case .address(let address) = self else { return nil }
    return address
  }

  /// The host as resolved, and as it stands in `dnsOverride`.
  public var text: String {
    switch self {
    case .address(let address): address.text
    case .name(let name): name
    }
  }

  /// The spelling of one label: letters, digits and hyphens of ASCII, or the ASCII form of an international label
  /// (RFC 5891).
  private static func normal(_ label: Substring) -> String? {
    let ascii = label.utf8.allSatisfy { $0 < 0x80 } ? label.lowercased() : international(label)
    guard let ascii, (1...63).contains(ascii.utf8.count), !ascii.hasPrefix("-"), !ascii.hasSuffix("-"),
      ascii.utf8.allSatisfy({ isPlain($0) })
    else { return nil }
    return ascii
  }

  private static func international(_ label: Substring) -> String? {
    let folded = String(label).precomposedStringWithCompatibilityMapping.lowercased()
    let isWord = folded.unicodeScalars.allSatisfy { scalar in
      scalar.isASCII
        ? isPlain(UInt8(scalar.value)) : scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
    guard isWord, folded.unicodeScalars.contains(where: { !$0.isASCII }) else { return nil }
    return Punycode.encode(folded).map { "xn--" + $0 }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
  }

  /// Whether a label reads as a number, so that resolvers may take a name that ends in it for an address.
  private static func isNumber(_ label: String) -> Bool {
    if label.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return true }
    return label.hasPrefix("0x")
      && label.utf8.dropFirst(2).allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}
