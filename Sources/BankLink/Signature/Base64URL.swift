import Foundation

/// Base64 for URLs, without padding (RFC 4648, section 5).
public enum Base64URL {
  public static func encode(_ data: Data) -> String {
    var text = data.base64EncodedString()
    while text.last == "=" { text.removeLast() }
    return text.replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
  }

  /// Nil for anything else, padding included.
  public static func decode(_ text: some StringProtocol) -> Data? {
    guard text.utf8.allSatisfy({ $0 != 0x2b && $0 != 0x2f && $0 != 0x3d }) else { return nil }
    let padded =
      text.replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
      + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
    return Data(base64Encoded: padded)
  }
}
