import Text

/// What was to be an array, and is none.
public struct NoArray: Error {
  public let found: JSONValue?
}

/// The items of an array; throws where there is none, so that no test is over before it has looked.
public func items(of value: JSONValue?) throws -> [JSONValue] {
  guard case .array(let items)? = value else { throw NoArray(found: value) }
  return items
}

extension Sequence {
  /// Whether there is something, and every one of it is as it should be.
  public func all(_ isRight: (Element) throws -> Bool) rethrows -> Bool {
    var isAny = false
    for element in self {
      guard try isRight(element) else { return false }
      isAny = true
    }
    return isAny
  }
}
