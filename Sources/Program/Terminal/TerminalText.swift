/// Text for a terminal: characters, line breaks, tabs, and of its commands those that the programs use, which colour
/// text, move the cursor and clear (ECMA-48: SGR, CUU to CUB, CUP, ED, EL). Any other command that reached an output by
/// an argument, a file, a bank or the database becomes U+FFFD: titles, clipboards, replies, and marks of direction.
enum TerminalText {
  static func harmless(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 && $0 != 0x0a || $0 == 0x7f || $0 == 0xc2 || $0 == 0xe2 }) else {
      return text
    }
    var (kept, rest) = (String.UnicodeScalarView(), text.unicodeScalars[...])
    while let scalar = rest.popFirst() {
      if scalar == "\u{1b}", let command = command(rest) {
        kept.append(scalar)
        kept.append(contentsOf: command)
        rest = rest.dropFirst(command.count)
      } else {
        kept.append(steers(scalar) ? "\u{fffd}" : scalar)
      }
    }
    return String(kept)
  }

  /// The rest of a command that the programs use; nil for any other.
  private static func command(_ text: Substring.UnicodeScalarView) -> Substring.UnicodeScalarView? {
    guard text.first == "[" else { return nil }
    let parameters = text.dropFirst().prefix { ("0"..."9").contains($0) || $0 == ";" }
    guard parameters.count <= longestParameters, let end = text.dropFirst(1 + parameters.count).first,
      commands.contains(end)
    else { return nil }
    return text.prefix(2 + parameters.count)
  }

  private static let commands: Set<Unicode.Scalar> = ["m", "A", "B", "C", "D", "H", "J", "K"]
  private static let longestParameters = 32

  private static func steers(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0a, 0x0d: false
    case 0..<0x20, 0x7f...0x9f, 0x200e, 0x200f, 0x2028...0x202e, 0x2066...0x2069: true
    default: false
    }
  }
}
