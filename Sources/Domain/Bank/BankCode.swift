/// A bank by its short code, such as `icbc`. Made by the catalogue.
public struct BankCode: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
  public let text: String

  public init(_ text: String) { self.text = text }

  public static func < (left: BankCode, right: BankCode) -> Bool { left.text < right.text }
  public var description: String { text }

  public init(from decoder: any Decoder) throws { text = try decoder.singleValueContainer().decode(String.self) }
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
