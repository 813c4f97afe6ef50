/// An ISO 3166-2 code of one of the provincial-level divisions, such as `CN-SH`. Made by the catalogue.
public struct RegionCode: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
  public let text: String

  public init(_ text: String) { self.text = text }

  public static func < (left: RegionCode, right: RegionCode) -> Bool { left.text < right.text }
  public var description: String { text }

  public init(from decoder: any Decoder) throws { text = try decoder.singleValueContainer().decode(String.self) }
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
