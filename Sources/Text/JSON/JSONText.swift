/// JSON being written, in UTF-8: of a `JSONValue`, or part by part where a document has one shape and is written often.
public struct JSONText {
  public var bytes: [UInt8] = []

  public init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  /// Writes a part of a document as it stands.
  public mutating func raw(_ part: StaticString) {
    part.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// Writes a string with its quotation marks.
  public mutating func string(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    let isWritten = text.withUTF8 { content in
      guard Self.isPlain(content) else { return false }
      bytes.append(contentsOf: content)
      return true
    }
    if !isWritten { escape(text) }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Writes a document: on one line without spaces, or from this indent on, with two spaces a level.
  public mutating func value(_ value: JSONValue, indent: Int? = nil) {
    switch value {
    case .null: raw("null")
    case .bool(let value): raw(value ? "true" : "false")
    case .integer(let value): ascii(String(value))
    case .number(let value): ascii(Self.format(value))
    case .string(let value): string(value)
    case .array(let values):
      list(values, "[", "]", indent) { text, value, indent in text.value(value, indent: indent) }
    case .object(let members):
      list(members, "{", "}", indent) { text, member, indent in
        text.string(member.key)
        text.raw(indent == nil ? ":" : ": ")
        text.value(member.value, indent: indent)
      }
    }
  }

  private mutating func ascii(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func list<Item>(
    _ items: [Item], _ open: StaticString, _ close: StaticString, _ indent: Int?,
    write: (inout JSONText, Item, Int?) -> Void
  ) {
    raw(open)
    for (position, item) in items.enumerated() {
      if position > 0 { raw(",") }
      if let indent { newLine(indent + 1) }
      write(&self, item, indent.map { $0 + 1 })
    }
    if let indent, !items.isEmpty { newLine(indent) }
    raw(close)
  }

  private mutating func newLine(_ indent: Int) {
    raw("\n")
    for _ in 0..<indent { raw("  ") }
  }

  private static func format(_ value: Double) -> String {
    precondition(value.isFinite, "JSON has no NaN and no infinity")
    if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
    return String(value)
  }
}

extension JSONText {
  private mutating func escape(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": raw("\\\"")
      case "\\": raw("\\\\")
      case "\n": raw("\\n")
      case "\r": raw("\\r")
      case "\t": raw("\\t")
      case _ where scalar.isEscapedInJSON:
        let digits = String(scalar.value, radix: 16)
        raw("\\u")
        ascii(String(repeating: "0", count: 4 - digits.count) + digits)
      default: bytes.append(contentsOf: scalar.utf8)
      }
    }
  }

  /// Whether no byte needs an escape; those beyond ASCII that do begin with C2 or E2. Most texts are plain, so that all
  /// bytes are checked, many at a time, rather than up to the first that needs one.
  private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var special: UInt8 = 0
    for byte in bytes {
      special |= (byte < 0x20 ? 1 : 0) | (byte == 0x22 ? 1 : 0) | (byte == 0x5c ? 1 : 0) | (byte == 0x7f ? 1 : 0)
      special |= (byte == 0xc2 ? 1 : 0) | (byte == 0xe2 ? 1 : 0)
    }
    return special == 0
  }
}

extension Unicode.Scalar {
  /// Whether the character is escaped: controls, line separators and marks of direction, as a document may be read on a
  /// terminal.
  fileprivate var isEscapedInJSON: Bool {
    switch value {
    case 0..<0x20, 0x7f...0x9f, 0x200e, 0x200f, 0x2028...0x202e, 0x2066...0x2069: true
    default: false
    }
  }
}
