import Foundation

/// An `http` or `https` URL below which a bank or a service is reached, in its one spelling: the bytes that are judged,
/// signed, connected to and sent are the same (RFC 3986, sections 3 and 6).
///
/// Scheme and host are brought to lower case, and the scheme's own port is left out. A URL that another reader could
/// take otherwise is no endpoint: one with a user, a query, a fragment, escapes in the host, dot segments or empty
/// segments in the path, broken escapes or characters that have to be escaped.
public struct EndpointURL: Sendable, Hashable {
  public enum Scheme: String, Sendable {
    case http, https

    var port: Int { self == .http ? 80 : 443 }
  }

  public let scheme: Scheme
  public let host: EndpointHost
  /// The port; nil if it is the scheme's own.
  public let port: Int?
  /// The path: empty, or with a slash at its beginning.
  public let path: String

  public init?(_ text: String) {
    guard text.utf8.count <= 1_000, let mark = text.range(of: "://"),
      let scheme = Scheme(rawValue: text[..<mark.lowerBound].lowercased())
    else { return nil }
    let rest = text[mark.upperBound...]
    let end = rest.firstIndex(of: "/") ?? rest.endIndex
    guard let (host, port) = Self.authority(rest[..<end]), Self.isPath(rest[end...]) else { return nil }
    self.scheme = scheme
    self.host = host
    self.port = port == scheme.port ? nil : port
    path = String(rest[end...])
  }

  public var text: String { "\(scheme.rawValue)://\(authority)\(path)" }

  /// The URL without a slash at the end.
  public var base: String { path.hasSuffix("/") ? String(text.dropLast()) : text }

  /// Host and port as in the field `Host`.
  public var authority: String {
    let host: String
    if case .address(let address) = self.host, address.isIPv6 {
      host = "[\(address.shortText)]"
    } else {
      host = self.host.text
    }
    return host + (port.map { ":\($0)" } ?? "")
  }

  private static func authority(_ text: Substring) -> (host: EndpointHost, port: Int?)? {
    let name: Substring
    let rest: Substring
    if text.hasPrefix("[") {
      guard let end = text.firstIndex(of: "]") else { return nil }
      name = text[..<end].dropFirst()
      rest = text[end...].dropFirst()
      guard name.contains(":") else { return nil }
    } else {
      name = text.prefix { $0 != ":" }
      rest = text.dropFirst(name.count)
    }
    guard let host = EndpointHost(String(name)) else { return nil }
    if rest.isEmpty { return (host, nil) }
    guard rest.first == ":", let port = port(rest.dropFirst()) else { return nil }
    return (host, port)
  }

  /// Reads a port: 1 to 65535, without leading zeros.
  private static func port(_ text: Substring) -> Int? {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), text.first != "0", let number = Int(text),
      (1...65_535).contains(number)
    else { return nil }
    return number
  }

  private static func isPath(_ text: Substring) -> Bool {
    guard !text.isEmpty else { return true }
    let segments = text.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    return segments.enumerated().allSatisfy { place, segment in
      segment.isEmpty ? place == segments.count - 1 : isSegment(segment)
    }
  }

  private static let plain = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&'()*+,;=:@".utf8)

  /// Whether the text is one segment of a path. Escapes have to be whole, and stand for no character that needs none,
  /// no slash and no control character.
  private static func isSegment(_ segment: Substring) -> Bool {
    guard segment != ".", segment != ".." else { return false }
    var rest = segment.utf8
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%") {
        guard let escaped = UInt8(String(rest.prefix(2).compactMap { Character(UnicodeScalar($0)) }), radix: 16),
          rest.count >= 2, isEscapable(escaped), !rest.prefix(2).contains(where: { $0 == 0x2b || $0 == 0x2d })
        else { return false }
        rest = rest.dropFirst(2)
      } else if !plain.contains(byte) {
        return false
      }
    }
    return true
  }

  private static func isEscapable(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != 0x7f && byte != UInt8(ascii: "/") && byte != UInt8(ascii: "\\") && !plain.contains(byte)
  }
}
