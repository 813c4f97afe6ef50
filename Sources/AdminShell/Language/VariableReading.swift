/// `$NAME`, `${NAME}` and `$env.NAME` in a line.
enum VariableReading {
  /// The name after a dollar sign and the number of characters of both; nil if no name follows.
  static func name(after scalars: ArraySlice<Unicode.Scalar>) -> (name: String, length: Int)? {
    let rest = scalars.dropFirst()
    guard rest.first == "{" else {
      return plain(rest).map { ($0, $0.unicodeScalars.count + 1) }
    }
    guard let name = plain(rest.dropFirst()) else { return nil }
    let length = name.unicodeScalars.count + 3
    return scalars.dropFirst(length - 1).first == "}" ? (name, length) : nil
  }

  private static func plain(_ scalars: ArraySlice<Unicode.Scalar>) -> String? {
    guard let first = scalars.first, first.beginsName else { return nil }
    let name = scalars.prefix(while: \.continuesName)
    let rest = scalars.dropFirst(name.count)
    guard String(name) == "env", rest.first == ".", let next = rest.dropFirst().first, next.beginsName else {
      return String(name)
    }
    return "env." + String(rest.dropFirst().prefix(while: \.continuesName))
  }
}

extension String {
  fileprivate init(_ scalars: ArraySlice<Unicode.Scalar>) {
    self.init(String.UnicodeScalarView(scalars))
  }
}
