import Foundation

/// Keys of Curve25519 that nobody may use (protocol: "Keys"; RFC 7748, sections 5 and 6.1).
enum WeakKeys {
  /// The u-coordinates of small order, and some that are not smaller than the prime 2^255 - 19, or have the top bit
  /// set.
  static let sealing: [Data] =
    [
      number(0), number(1), belowPower(20), belowPower(19), belowPower(18), belowPower(10), belowPower(1),
      bytes("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
      bytes("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"),
    ]
    .flatMap { [$0, withTopBit($0)] }

  static func withTopBit(_ key: Data) -> Data {
    var key = Data(key)
    key[31] |= 0x80
    return key
  }

  private static func number(_ small: UInt8) -> Data { Data([small]) + Data(count: 31) }

  /// The number 2^255 - `less`.
  private static func belowPower(_ less: UInt8) -> Data {
    Data([UInt8(256 - Int(less))]) + Data(repeating: 0xff, count: 30) + Data([0x7f])
  }

  private static func bytes(_ hexadecimal: String) -> Data {
    let digits = Array(hexadecimal)
    return Data(stride(from: 0, to: 64, by: 2).map { UInt8(String(digits[$0...($0 + 1)]), radix: 16) ?? 0 })
  }
}

extension Data {
  var hexadecimal: String { map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
}
