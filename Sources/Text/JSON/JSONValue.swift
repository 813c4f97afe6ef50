/// A JSON document whose objects keep the order of their keys, so that output reads as intended and hashes do not
/// depend on chance.
public enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  case integer(Int64)
  /// A number that need not be whole. Never NaN or infinite.
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([Member])

  public struct Member: Sendable, Equatable {
    public let key: String
    public let value: JSONValue

    public init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int64) { self = .integer(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }

  public init(_ value: Int) { self = .integer(Int64(value)) }
  public init(_ value: Int?) { self = value.map { .integer(Int64($0)) } ?? .null }
  public init(_ value: String?) { self = value.map { .string($0) } ?? .null }
  public init(_ values: [String]) { self = .array(values.map { .string($0) }) }
}

extension JSONValue {
  /// The document on one line, without spaces, keys in their order.
  public var compact: String { String(decoding: compactBytes, as: UTF8.self) }

  /// The same, in UTF-8.
  public var compactBytes: [UInt8] {
    var text = JSONText()
    text.value(self)
    return text.bytes
  }

  /// The document with two spaces a level, for people.
  public var pretty: String {
    var text = JSONText()
    text.value(self, indent: 0)
    return String(decoding: text.bytes, as: UTF8.self)
  }
}
