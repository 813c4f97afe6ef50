import Foundation

/// Base64 for URLs, without padding (RFC 4648, section 5).
public enum Base64URL {
  public static func encode(_ bytes: Data) -> String { Base64.text(of: bytes, .url) }

  /// Nil if the text is not Base64URL, or is padded.
  public static func decode(_ text: some StringProtocol) -> Data? {
    guard text.utf8.count % 4 != 1 else { return nil }
    var bytes = Data(capacity: text.utf8.count * 3 / 4)
    var (bits, held) = (0, 0)
    for character in text.utf8 {
      let value = values[Int(character)]
      guard value >= 0 else { return nil }
      bits = (bits << 6 | Int(value)) & 0xffff
      held += 6
      if held >= 8 {
        held -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> held))
      }
    }
    // The remaining bits have to be zero.
    return bits & (1 << held - 1) == 0 ? bytes : nil
  }

  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
  private static let values = (0..<256).map { byte in
    Int8(alphabet.firstIndex(of: UInt8(byte)) ?? -1)
  }
}
