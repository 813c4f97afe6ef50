/// All addresses that begin with the same bits, written as in `192.0.2.0/24`.
struct AddressRange: Sendable, Hashable {
  let first: NetworkAddress
  let bits: Int

  /// Nil if the text is not a range, or has bits behind its prefix.
  init?(_ text: String) {
    let parts = text.split(separator: "/")
    guard parts.count == 2, let first = NetworkAddress(text: String(parts[0])), let bits = Int(parts[1]),
      (0...first.bytes.count * 8).contains(bits), Self.end(of: first.bytes, bits, filledWith: 0) == first.bytes
    else { return nil }
    self.first = first
    self.bits = bits
  }

  func contains(_ address: NetworkAddress) -> Bool {
    address.bytes.count == first.bytes.count && Self.end(of: address.bytes, bits, filledWith: 0) == first.bytes
  }

  /// The lowest and the highest address of the range.
  var ends: (first: [UInt8], last: [UInt8]) {
    (first.bytes, Self.end(of: first.bytes, bits, filledWith: 0xff))
  }

  /// The address with the bits behind a prefix all zero, or all one.
  private static func end(of bytes: [UInt8], _ bits: Int, filledWith fill: UInt8) -> [UInt8] {
    bytes.enumerated().map { place, byte in
      let kept = min(8, max(0, bits - place * 8))
      let mask = kept == 0 ? 0 : UInt8(truncatingIfNeeded: 0xff << (8 - kept))
      return byte & mask | fill & ~mask
    }
  }
}
