extension JSONValue {
  /// The object with a value under a key, in its place or at the end; anything else as it is.
  public func setting(_ key: String, _ value: JSONValue) -> JSONValue {
    guard case .object(var members) = self else { return self }
    if let place = members.firstIndex(where: { $0.key == key }) {
      members[place] = Member(key, value)
    } else {
      members.append(Member(key, value))
    }
    return .object(members)
  }

  /// The object without a key; anything else as it is.
  public func removing(_ key: String) -> JSONValue {
    guard case .object(let members) = self else { return self }
    return .object(members.filter { $0.key != key })
  }
}
