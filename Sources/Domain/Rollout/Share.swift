import Text

/// The share of a region's people that is admitted: 0 to 100 % in steps of 0.01 %.
public struct Share: Sendable, Hashable, Comparable, Codable {
  /// The share in hundredths of a per cent, 0 to 10,000.
  public let hundredths: UInt16

  public static let none = Share(unchecked: 0)
  public static let full = Share(unchecked: 10_000)

  private init(unchecked: UInt16) { hundredths = unchecked }

  public init?(hundredths: Int) {
    guard (0...10_000).contains(hundredths) else { return nil }
    self.hundredths = UInt16(hundredths)
  }

  /// Reads a plain decimal number of per cent with at most two decimals: `100`, `12.5`, `0.01`; a trailing `%` is
  /// accepted.
  public init?(text: String) {
    let number = text.hasSuffix("%") ? String(text.dropLast()) : text
    let parts = number.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(\.isDigit) }),
      parts[0].utf8.count <= 3, let whole = Int(parts[0])
    else { return nil }
    let decimals = parts.count == 2 ? String(parts[1]) : "0"
    guard decimals.utf8.count <= 2, let fraction = Int(decimals) else { return nil }
    self.init(hundredths: whole * 100 + (decimals.utf8.count == 1 ? fraction * 10 : fraction))
  }

  public static func < (left: Share, right: Share) -> Bool { left.hundredths < right.hundredths }

  /// Whether the people of a bucket are let in. Raising a share therefore never drops anybody.
  @inlinable public func holds(_ bucket: Bucket) -> Bool { bucket.number < hundredths }

  /// The share in per cent, a whole number if it is one.
  public var json: JSONValue {
    hundredths % 100 == 0 ? .integer(Int64(hundredths / 100)) : .number(Double(hundredths) / 100)
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let share = Share(hundredths: try container.decode(Int.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "a share lies outside 0 to 10000")
    }
    self = share
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(hundredths)
  }
}

extension Share: CustomStringConvertible {
  /// The share in per cent without the sign: `100`, `12.5`, `0.01`.
  public var description: String { json.compact }
}

/// A person's place among 10,000, fixed at registration, by which shares below 100 % let people in.
public struct Bucket: Sendable, Hashable, Codable {
  public static let count = 10_000
  public let number: UInt16

  public init(number: UInt16) {
    precondition(number < Bucket.count, "a bucket is 0 to 9,999")
    self.number = number
  }
}
