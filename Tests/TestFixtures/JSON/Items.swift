import Text

/// A value is no array.
public struct NoArray: Error {
  public let found: JSONValue?
}

/// The items of an array; throws if the value is none, so that no test ends without a comparison.
public func items(of value: JSONValue?) throws -> [JSONValue] {
  guard case .array(let items)? = value else { throw NoArray(found: value) }
  return items
}

extension Sequence {
  /// Whether there are elements, and each of them fulfils the condition.
  public func all(_ isRight: (Element) throws -> Bool) rethrows -> Bool {
    var isAny = false
    for element in self {
      guard try isRight(element) else { return false }
      isAny = true
    }
    return isAny
  }
}
