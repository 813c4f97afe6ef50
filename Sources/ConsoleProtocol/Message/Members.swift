import Text

/// The members of a message's header, each nil if it is missing or of another kind.
extension JSONValue {
  public func text(_ key: String) -> String? {
    guard case .string(let text)? = self[key] else { return nil }
    return text
  }

  public func number(_ key: String) -> Int? {
    guard case .integer(let number)? = self[key] else { return nil }
    return Int(exactly: number)
  }

  public func flag(_ key: String) -> Bool {
    guard case .bool(let isSet)? = self[key] else { return false }
    return isSet
  }

  public func numbers(_ key: String) -> [Int] {
    guard case .array(let values)? = self[key] else { return [] }
    return values.compactMap { value in
      guard case .integer(let number) = value else { return nil }
      return Int(exactly: number)
    }
  }

  public func texts(_ key: String) -> [String]? {
    guard case .array(let values)? = self[key] else { return nil }
    return values.compactMap { value in
      guard case .string(let text) = value else { return nil }
      return text
    }
  }

  /// The members of an object of texts, such as environment variables.
  public func table(_ key: String) -> [String: String] {
    guard case .object(let members)? = self[key] else { return [:] }
    return members.reduce(into: [:]) { table, member in
      if case .string(let text) = member.value { table[member.key] = text }
    }
  }

  /// An object of texts, its keys in order.
  public init(table: [String: String]) {
    self = .object(table.sorted { $0.key < $1.key }.map { Member($0.key, .string($0.value)) })
  }
}
