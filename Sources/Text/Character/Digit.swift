extension UInt8 {
  /// Whether the byte is a digit of ASCII.
  public var isDigit: Bool { self >= 48 && self <= 57 }
}
