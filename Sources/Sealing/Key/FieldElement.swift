import Foundation

/// A number modulo the prime p = 2^255 - 19, the field of X25519 and Ed25519 (RFC 7748, section 4.1).
///
/// For public keys only, which nobody keeps secret: the computing time depends on the numbers.
struct FieldElement: Equatable {
  /// The number in parts of 64 bits, the least first; smaller than p.
  private var limbs: [UInt64]

  private static let prime: [UInt64] = [0xffff_ffff_ffff_ffed, .max, .max, 0x7fff_ffff_ffff_ffff]
  static let zero = FieldElement(limbs: [0, 0, 0, 0])
  static let one = FieldElement(limbs: [1, 0, 0, 0])

  /// The element of any number of 256 bits.
  init(limbs: [UInt64]) {
    self.limbs = limbs
    while !isReduced { subtractPrime() }
  }

  /// The element of 32 bytes, the least first.
  init(bytes: [UInt8]) {
    var limbs: [UInt64] = [0, 0, 0, 0]
    for place in 0..<32 { limbs[place / 8] |= UInt64(bytes[place]) << UInt64(place % 8 * 8) }
    self.init(limbs: limbs)
  }

  var bytes: [UInt8] {
    (0..<32).map { place in UInt8(truncatingIfNeeded: limbs[place / 8] >> UInt64(place % 8 * 8)) }
  }
  var isOdd: Bool { limbs[0] & 1 == 1 }

  private var isReduced: Bool { limbs.reversed().lexicographicallyPrecedes(Self.prime.reversed()) }

  private mutating func subtractPrime() {
    var borrow = false
    for place in 0..<4 {
      let (first, one) = limbs[place].subtractingReportingOverflow(Self.prime[place])
      let (second, other) = first.subtractingReportingOverflow(borrow ? 1 : 0)
      limbs[place] = second
      borrow = one || other
    }
  }

  static func + (left: FieldElement, right: FieldElement) -> FieldElement {
    folded(left.limbs + [0, 0, 0, 0], adding: right.limbs)
  }

  static prefix func - (element: FieldElement) -> FieldElement {
    var rest = FieldElement.zero
    rest.limbs = prime
    var borrow = false
    for place in 0..<4 {
      let (first, one) = rest.limbs[place].subtractingReportingOverflow(element.limbs[place])
      let (second, other) = first.subtractingReportingOverflow(borrow ? 1 : 0)
      rest.limbs[place] = second
      borrow = one || other
    }
    return FieldElement(limbs: rest.limbs)
  }

  static func - (left: FieldElement, right: FieldElement) -> FieldElement { left + -right }

  static func * (left: FieldElement, right: FieldElement) -> FieldElement {
    var product = [UInt64](repeating: 0, count: 8)
    for place in 0..<4 {
      var carry: UInt64 = 0
      for other in 0..<4 {
        var sum = UInt128(left.limbs[place]) * UInt128(right.limbs[other])
        sum += UInt128(product[place + other])
        sum += UInt128(carry)
        product[place + other] = UInt64(truncatingIfNeeded: sum)
        carry = UInt64(truncatingIfNeeded: sum >> 64)
      }
      product[place + 4] = carry
    }
    return folded(product, adding: [0, 0, 0, 0])
  }

  /// Reduces a number of 512 bits and adds one of 256: 2^256 is 38.
  private static func folded(_ product: [UInt64], adding more: [UInt64]) -> FieldElement {
    var (low, carry) = (Array(product[..<4]), UInt64(0))
    for place in 0..<4 {
      var sum = UInt128(product[place + 4]) * 38
      sum += UInt128(low[place])
      sum += UInt128(more[place])
      sum += UInt128(carry)
      low[place] = UInt64(truncatingIfNeeded: sum)
      carry = UInt64(truncatingIfNeeded: sum >> 64)
    }
    while carry > 0 {
      var sum = UInt128(carry) * 38
      for place in 0..<4 {
        sum += UInt128(low[place])
        low[place] = UInt64(truncatingIfNeeded: sum)
        sum >>= 64
      }
      carry = UInt64(truncatingIfNeeded: sum)
    }
    return FieldElement(limbs: low)
  }

  /// The element to the power of 2^bits - less; `less` is small.
  func power(twoTo bits: Int, less: UInt64) -> FieldElement {
    var exponent = [UInt64](repeating: 0, count: 4)
    for bit in 0..<bits { exponent[bit / 64] |= 1 << UInt64(bit % 64) }
    exponent[0] -= less - 1
    var result = FieldElement.one
    for bit in (0..<bits).reversed() {
      result = result * result
      if exponent[bit / 64] >> UInt64(bit % 64) & 1 == 1 { result = result * self }
    }
    return result
  }

  /// The inverse; zero for zero.
  var inverse: FieldElement { power(twoTo: 255, less: 21) }
}
