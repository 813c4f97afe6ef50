/// The values and members of JSON by type; nil if the value has another type.
extension JSONValue {
  public var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// A number, whole or not.
  public var double: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .number(let number): number
    case .null, .bool, .string, .array, .object: nil
    }
  }

  /// The texts of an array; nil if an element is no text.
  public var texts: [String]? {
    guard case .array(let values) = self else { return nil }
    let texts = values.compactMap(\.text)
    return texts.count == values.count ? texts : nil
  }

  public func text(_ key: String) -> String? { self[key]?.text }

  public func number(_ key: String) -> Double? { self[key]?.double }

  public func texts(_ key: String) -> [String]? { self[key]?.texts }

  /// The whole numbers of an array; none for anything else.
  public var numbers: [Int] {
    guard case .array(let values) = self else { return [] }
    return values.compactMap { if case .integer(let number) = $0 { Int(number) } else { nil } }
  }
}
