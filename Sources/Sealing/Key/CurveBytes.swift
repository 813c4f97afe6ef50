import Foundation

/// Judges the 32 bytes of a public key of Curve25519 by themselves: their spelling, and whether the point gives every
/// private key the same secret.
///
/// A coordinate is written little-endian and is smaller than the prime p = 2^255 - 19; a larger one is a second
/// spelling of another key, and is refused, so that a key is known by its bytes (RFC 7748, section 5; RFC 8032,
/// section 5.1.3). A point of small order leads to an all-zero secret (RFC 7748, section 6.1; RFC 9180, section 7.1.4),
/// or verifies signatures that nobody made.
enum CurveBytes {
  static let count = 32

  /// The u-coordinates of small order, of the curve and of its twist: 0, 1, p - 1, and two of order 8.
  private static let weakMontgomery: Set<[UInt8]> = [
    small(0), small(1), beforePrime,
    [
      0xe0, 0xeb, 0x7a, 0x7c, 0x3b, 0x41, 0xb8, 0xae, 0x16, 0x56, 0xe3, 0xfa, 0xf1, 0x9f, 0xc4, 0x6a,
      0xda, 0x09, 0x8d, 0xeb, 0x9c, 0x32, 0xb1, 0xfd, 0x86, 0x62, 0x05, 0x16, 0x5f, 0x49, 0xb8, 0x00,
    ],
    [
      0x5f, 0x9c, 0x95, 0xbc, 0xa3, 0x50, 0x8c, 0x24, 0xb1, 0xd0, 0xb1, 0x55, 0x9c, 0x83, 0xef, 0x5b,
      0x04, 0x44, 0x5c, 0xc4, 0x58, 0x1c, 0x8e, 0x86, 0xd8, 0x22, 0x4e, 0xdd, 0xd0, 0x9f, 0x11, 0x57,
    ],
  ]

  /// The y-coordinates of small order: 1 (the identity), p - 1 (order 2), 0 (order 4), and two of order 8. Each counts
  /// with either sign.
  private static let weakEdwards: Set<[UInt8]> = [
    small(0), small(1), beforePrime,
    [
      0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0,
      0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05,
    ],
    [
      0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67, 0x0f,
      0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a,
    ],
  ]

  /// Whether the bytes can be an X25519 key for sealing. The top bit, which X25519 ignores, has to be clear.
  static func isSealing(_ bytes: Data) -> Bool {
    let coordinate = [UInt8](bytes)
    return isCanonical(coordinate) && !weakMontgomery.contains(coordinate)
  }

  /// Whether the bytes can be an Ed25519 key. The top bit is the sign of the other coordinate.
  static func isVerifying(_ bytes: Data) -> Bool {
    var coordinate = [UInt8](bytes)
    guard coordinate.count == count else { return false }
    coordinate[count - 1] &= 0x7f
    return isCanonical(coordinate) && !weakEdwards.contains(coordinate)
  }

  /// Whether the coordinate is smaller than p, its one spelling.
  private static func isCanonical(_ coordinate: [UInt8]) -> Bool {
    guard coordinate.count == count, coordinate[count - 1] <= 0x7f else { return false }
    let isHigh = coordinate[count - 1] == 0x7f && coordinate[1..<count - 1].allSatisfy { $0 == 0xff }
    return !isHigh || coordinate[0] < 0xed
  }

  private static func small(_ number: UInt8) -> [UInt8] { [number] + [UInt8](repeating: 0, count: count - 1) }
  private static let beforePrime: [UInt8] = [0xec] + [UInt8](repeating: 0xff, count: count - 2) + [0x7f]
}
