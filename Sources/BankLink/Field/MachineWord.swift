import Domain

/// A word that machines write and that may be long and full of digits by chance.
enum MachineWord {
  /// A UUID (RFC 9562), or 16, 24, 32, 40 or 64 hexadecimal digits, letters among them.
  case hexadecimal
  case address

  /// Nil if the word is not a machine's.
  init?(_ word: ArraySlice<UInt8>, exemptingIPv6: Bool) {
    if Self.isUUID(word) || Self.isHash(word) {
      self = .hexadecimal
    } else if Self.isAddress(word, exemptingIPv6) {
      self = .address
    } else {
      return nil
    }
  }

  private static func isUUID(_ word: ArraySlice<UInt8>) -> Bool {
    let groups = word.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard groups.map(\.count) == [8, 4, 4, 4, 12], groups.allSatisfy({ $0.allSatisfy(isHexadecimal) }),
      let version = groups[2].first, let variant = groups[3].first
    else { return false }
    return (UInt8(ascii: "1")...UInt8(ascii: "8")).contains(version)
      && "89abAB".utf8.contains(variant) && word.contains(where: isHexadecimalLetter)
  }

  private static func isHash(_ word: ArraySlice<UInt8>) -> Bool {
    [16, 24, 32, 40, 64].contains(word.count) && word.allSatisfy(isHexadecimal)
      && word.contains(where: isHexadecimalLetter)
  }

  /// Whether the word is an address, with or without a port behind it.
  private static func isAddress(_ word: ArraySlice<UInt8>, _ exemptingIPv6: Bool) -> Bool {
    guard word.contains(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") }) else { return false }
    let text = String(decoding: word, as: UTF8.self)
    let host = text.prefix { $0 != ":" }
    if let address = NetworkAddress(text: String(host)), !address.isIPv6 {
      let port = text.dropFirst(host.count).dropFirst()
      return port.utf8.count <= 5 && port.utf8.allSatisfy(PersonalNumber.isDigit)
    }
    return exemptingIPv6 && NetworkAddress(text: text) != nil
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    PersonalNumber.isDigit(byte) || isHexadecimalLetter(byte)
  }

  private static func isHexadecimalLetter(_ byte: UInt8) -> Bool { (0x61...0x66).contains(byte | 0x20) }
}
