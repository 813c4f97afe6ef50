extension BinaryInteger {
  /// The number with its noun, for English sentences: `1 card`, `2 cards`.
  public func counted(_ one: String, _ several: String) -> String { "\(self) \(self == 1 ? one : several)" }
}
