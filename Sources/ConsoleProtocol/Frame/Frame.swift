import Text

/// One message of the protocol between a console and its service: a JSON object, and bytes that it announces, such as
/// those of a file or of a page of text (Protocol/console.md).
public struct Frame: Sendable, Equatable {
  /// The object; its member `t` names the kind of message.
  public let header: JSONValue
  public let bytes: [UInt8]

  public init(_ header: JSONValue, _ bytes: [UInt8] = []) {
    self.header = header
    self.bytes = bytes
  }

  /// The largest header, in bytes.
  public static let largestHeader = 1 << 20
  /// The largest number of bytes behind a header: a page, or the largest file that a command may name.
  public static let largestBytes = (16 << 20) + 64

  /// The frame as sent: the lengths of both parts, each 32 bits with the highest byte first, then both parts.
  public var encoded: [UInt8] {
    let header = header.compactBytes
    return Self.number(header.count) + Self.number(bytes.count) + header + bytes
  }

  private static func number(_ count: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * $0)) }
  }
}
