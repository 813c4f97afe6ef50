import Foundation

/// The parts of a request that a signature can cover (RFC 9421, section 2).
public struct SignedRequest: Sendable {
  public let method: String
  /// The scheme: `http` or `https`.
  public let scheme: String
  /// The host and, if it is not the scheme's own, the port.
  public let authority: String
  /// The path and query of the request line.
  public let target: String
  public var fields: [Field]

  public init(method: String, scheme: String, authority: String, target: String, fields: [Field] = []) {
    self.method = method
    self.scheme = scheme.lowercased()
    self.authority = authority
    self.target = target
    self.fields = fields
  }

  /// Nil if the URL is not absolute, or neither http nor https.
  public init?(method: String, url: String, fields: [Field] = []) {
    guard let mark = url.range(of: "://") else { return nil }
    let rest = url[mark.upperBound...]
    let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
    guard end > rest.startIndex else { return nil }
    let target = String(rest[end...])
    self.init(
      method: method, scheme: String(url[..<mark.lowerBound]), authority: String(rest[..<end]),
      target: target.hasPrefix("/") ? target : "/" + target, fields: fields)
  }
}

/// The parts of a response that a signature can cover, with its request.
public struct SignedResponse: Sendable {
  public let status: Int
  public var fields: [Field]
  public let request: SignedRequest

  public init(status: Int, fields: [Field] = [], request: SignedRequest) {
    self.status = status
    self.fields = fields
    self.request = request
  }
}

/// One field line of a message.
public struct Field: Sendable, Equatable {
  /// The name, in lower case.
  public let name: String
  public let value: String

  public init(_ name: String, _ value: String) { self.init(lowercased: name.lowercased(), value) }

  init(lowercased name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// A request or a response.
public enum SignedMessage: Sendable {
  case request(SignedRequest)
  case response(SignedResponse)

  var fields: [Field] {
    switch self {
    case .request(let request): request.fields
    case .response(let response): response.fields
    }
  }

  /// A field's value: its lines, trimmed and joined (RFC 9421, section 2.1); nil if there are none.
  func value(of name: String) -> String? {
    var value: String?
    for field in fields where field.name == name {
      let line = Self.unfolded(field.value)
      guard value != nil else {
        value = line
        continue
      }
      value?.append(", ")
      value?.append(line)
    }
    return value
  }

  /// A field's lines, trimmed, in their order; nil if there are none.
  func lines(of name: String) -> [String]? {
    var lines: [String] = []
    for field in fields where field.name == name { lines.append(Self.unfolded(field.value)) }
    return lines.isEmpty ? nil : lines
  }

  /// The value, trimmed, with each obsolete line fold as a single space (RFC 9421, section 2.1).
  private static func unfolded(_ value: String) -> String {
    guard value.utf8.contains(where: { $0 == 0x0a || $0 == 0x0d }) else { return trimmed(Substring(value)) }
    let lines = value.split(separator: "\r\n", omittingEmptySubsequences: false).flatMap {
      $0.split(separator: "\n", omittingEmptySubsequences: false)
    }
    return lines.map(trimmed).joined(separator: " ")
  }

  private static func trimmed(_ text: Substring) -> String {
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    if let first = text.utf8.first, let last = text.utf8.last, !isBlank(first), !isBlank(last) {
      return String(text)
    }
    guard let start = text.utf8.firstIndex(where: { !isBlank($0) }),
      let end = text.utf8.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(text[start...end])
  }
}
