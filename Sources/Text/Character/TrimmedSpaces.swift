extension String {
  /// The text without spaces, tabs and ideographic spaces at either end.
  public func trimmingSpaces() -> String {
    if let first = utf8.first, let last = utf8.last, !Self.mayBegin(first), !Self.mayEnd(last) { return self }
    let blanks: [Character] = [" ", "\t", "\u{3000}", "\u{a0}"]
    let tail = self.drop { blanks.contains($0) }
    return String(tail.reversed().drop { blanks.contains($0) }.reversed())
  }

  /// Whether a blank may begin, or end, with this byte of UTF-8.
  private static func mayBegin(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0xe3 || byte == 0xc2 }
  private static func mayEnd(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x80 || byte == 0xa0 }
}
