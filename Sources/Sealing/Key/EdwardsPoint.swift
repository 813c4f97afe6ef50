import Foundation

/// A point of the curve of Ed25519 (RFC 8032, section 5.1), for judging public keys: whether they are points at all,
/// and of the group of honest keys. A key with an added part of small order (there are eight for each) verifies
/// signatures of the key without it, and so passes for a second owner's.
struct EdwardsPoint {
  // Extended coordinates (RFC 8032, section 5.1.4).
  private var (x, y, z, t): (FieldElement, FieldElement, FieldElement, FieldElement)

  private static let d = FieldElement(limbs: [
    0x75eb_4dca_1359_78a3, 0x0070_0a4d_4141_d8ab, 0x8cc7_4079_7779_e898, 0x5203_6cee_2b6f_fe73,
  ])
  private static let rootOfMinusOne = FieldElement(limbs: [2, 0, 0, 0]).power(twoTo: 253, less: 5)
  private static let neutral = EdwardsPoint(x: .zero, y: .one)
  /// The order of the group, less 2^252.
  private static let orderBeyond: [UInt64] = [0x5812_631a_5cf5_d3ed, 0x14de_f9de_a2f7_9cd6]

  private init(x: FieldElement, y: FieldElement) { (self.x, self.y, z, t) = (x, y, .one, x * y) }

  /// Nil if no point has the coordinate (RFC 8032, section 5.1.3). The bytes are canonical.
  init?(_ bytes: Data) {
    var coordinate = [UInt8](bytes)
    guard coordinate.count == CurveBytes.count else { return nil }
    let isOdd = coordinate[31] & 0x80 != 0
    coordinate[31] &= 0x7f
    let y = FieldElement(bytes: coordinate)
    let square = y * y
    guard var x = Self.root(square - FieldElement.one, over: Self.d * square + FieldElement.one) else { return nil }
    if x.isOdd != isOdd { x = -x }
    guard x.isOdd == isOdd else { return nil }
    self.init(x: x, y: y)
  }

  /// A root of u / v; nil if there is none.
  private static func root(_ u: FieldElement, over v: FieldElement) -> FieldElement? {
    let cube = v * v * v
    let candidate = u * cube * (u * cube * cube * v).power(twoTo: 252, less: 3)
    let square = v * candidate * candidate
    if square == u { return candidate }
    return square == -u ? candidate * rootOfMinusOne : nil
  }

  static func + (left: EdwardsPoint, right: EdwardsPoint) -> EdwardsPoint {
    let a = (left.y - left.x) * (right.y - right.x)
    let b = (left.y + left.x) * (right.y + right.x)
    let c = left.t * (d + d) * right.t
    let twice = left.z * (right.z + right.z)
    let (e, f, g, h) = (b - a, twice - c, twice + c, b + a)
    var sum = neutral
    (sum.x, sum.y, sum.z, sum.t) = (e * f, g * h, f * g, e * h)
    return sum
  }

  /// Whether the order of the group takes the point to the neutral one, as it does every key that was made from a
  /// private one.
  var isOfGroup: Bool {
    var result = self
    for bit in (0..<252).reversed() {
      result = result + result
      if bit < 128, Self.orderBeyond[bit / 64] >> UInt64(bit % 64) & 1 == 1 { result = result + self }
    }
    return result.x == .zero && result.y == result.z
  }
}

extension VerifyingKey {
  /// Whether the key is a point of the curve, and of the group of honest keys. Takes some milliseconds: for keys that
  /// come in.
  public var isOfGroup: Bool { EdwardsPoint(rawRepresentation)?.isOfGroup ?? false }

  /// The X25519 key with the same private number (RFC 7748, section 4.1). Whoever opens with the one can sign with the
  /// other.
  public var sealingImage: Data {
    var coordinate = [UInt8](rawRepresentation)
    coordinate[31] &= 0x7f
    let y = FieldElement(bytes: coordinate)
    let image = (FieldElement.one + y) * (FieldElement.one - y).inverse
    return Data(image.bytes)
  }
}
