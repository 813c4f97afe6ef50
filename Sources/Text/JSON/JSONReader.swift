/// Reads JSON (RFC 8259) into a `JSONValue`, keeping the order of keys. Small and strict, for messages from outside: a
/// document with more than one meaning is refused.
extension JSONValue {
  /// Nil if the text is not one whole document, is nested deeper than 64 or has a key twice.
  public init?(json text: String) {
    guard let value = try? JSONValue(utf8: Array(text.utf8)) else { return nil }
    self = value
  }

  /// Reads UTF-8 bytes.
  public init(utf8 bytes: [UInt8]) throws(JSONFault) {
    let read = bytes.withUnsafeBufferPointer { bytes -> Result<JSONValue, JSONFault> in
      var reader = JSONReader(bytes: bytes)
      return reader.document().map { .success($0) } ?? .failure(reader.fault)
    }
    self = try read.get()
  }
}

/// A reason for which bytes are not read as JSON. The raw value is the code on the wire.
public enum JSONFault: String, Error, Sendable, Equatable {
  case notJSON = "not_json"
  /// The document is nested deeper than 64.
  case tooDeep = "too_deep"
  /// An object names a key twice.
  case duplicateKey = "duplicate_key"
}

/// Reads bytes that outlive it.
private struct JSONReader {
  let bytes: UnsafeBufferPointer<UInt8>
  var position = 0
  /// The fault, if nothing was read.
  private(set) var fault = JSONFault.notJSON
  private static let deepest = 64

  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func document() -> JSONValue? {
    guard let value = value(depth: 0) else { return nil }
    skipBlanks()
    return position == bytes.count ? value : nil
  }

  private mutating func value(depth: Int) -> JSONValue? {
    guard depth < Self.deepest else {
      fault = .tooDeep
      return nil
    }
    skipBlanks()
    switch peek {
    case UInt8(ascii: "{"): return object(depth: depth)
    case UInt8(ascii: "["): return array(depth: depth)
    case UInt8(ascii: "\""): return string().map { .string($0) }
    case UInt8(ascii: "t"): return word("true") ? .bool(true) : nil
    case UInt8(ascii: "f"): return word("false") ? .bool(false) : nil
    case UInt8(ascii: "n"): return word("null") ? .null : nil
    default: return number()
    }
  }

  private mutating func object(depth: Int) -> JSONValue? {
    position += 1
    var members: [JSONValue.Member] = []
    if take("}") { return .object([]) }
    members.reserveCapacity(4)
    repeat {
      skipBlanks()
      guard let key = string(), take(":"), let value = value(depth: depth + 1) else { return nil }
      members.append(.init(key, value))
    } while take(",")
    guard take("}") else { return nil }
    guard !hasDuplicates(members) else {
      fault = .duplicateKey
      return nil
    }
    return .object(members)
  }

  private func hasDuplicates(_ members: [JSONValue.Member]) -> Bool {
    guard members.count > 16 else {
      return members.indices.contains { later in members[..<later].contains { $0.key == members[later].key } }
    }
    var seen: Set<String> = []
    return members.contains { !seen.insert($0.key).inserted }
  }

  private mutating func array(depth: Int) -> JSONValue? {
    position += 1
    var values: [JSONValue] = []
    if take("]") { return .array([]) }
    repeat {
      guard let value = value(depth: depth + 1) else { return nil }
      values.append(value)
    } while take(",")
    return take("]") ? .array(values) : nil
  }

  private mutating func string() -> String? {
    guard peek == UInt8(ascii: "\"") else { return nil }
    position += 1
    let start = position
    skipPlain()
    guard peek == UInt8(ascii: "\"") else { return escapedString(from: start) }
    position += 1
    return String(validating: UnsafeBufferPointer(rebasing: bytes[start..<position - 1]), as: UTF8.self)
  }

  /// Skips what stands for itself in a string: eight bytes at a time, then those that are left.
  private mutating func skipPlain() {
    let memory = UnsafeRawBufferPointer(bytes)
    while position + 8 <= bytes.count {
      let next = memory.loadUnaligned(fromByteOffset: position, as: UInt64.self)
      guard !Self.hasSpecial(next) else { break }
      position += 8
    }
    while let byte = peek, byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { position += 1 }
  }

  /// Whether one of eight bytes is a control character, a quotation mark or a backslash. A byte below n borrows from its
  /// top bit when n is taken away; one that is equal to a mark is below 1 when the mark is taken out of it.
  private static func hasSpecial(_ bytes: UInt64) -> Bool {
    let (ones, tops): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    let (quote, backslash) = (bytes ^ (ones &* 0x22), bytes ^ (ones &* 0x5c))
    let controls = (bytes &- (ones &* 0x20)) & ~bytes
    let marks = ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash)
    return (controls | marks) & tops != 0
  }

  /// The rest of a string, which goes on with a backslash.
  private mutating func escapedString(from start: Int) -> String? {
    var scalars = Array(bytes[start..<position])
    while let byte = peek {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(validating: scalars, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let scalar = escape() else { return nil }
        scalars += Array(String(Character(scalar)).utf8)
      case 0..<0x20: return nil
      default: scalars.append(byte)
      }
    }
    return nil
  }

  private mutating func escape() -> Unicode.Scalar? {
    guard let byte = peek else { return nil }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return unicode()
    default: return nil
    }
  }

  private mutating func unicode() -> Unicode.Scalar? {
    guard let first = fourHexDigits() else { return nil }
    guard (0xd800..<0xdc00).contains(first) else { return Unicode.Scalar(first) }
    guard word("\\u"), let second = fourHexDigits(), (0xdc00..<0xe000).contains(second) else { return nil }
    return Unicode.Scalar(0x10000 + (first - 0xd800) << 10 + (second - 0xdc00))
  }

  private mutating func fourHexDigits() -> UInt32? {
    let digits = String(decoding: bytes[position...].prefix(4), as: UTF8.self)
    guard digits.utf8.count == 4, digits.allSatisfy(\.isHexDigit), let value = UInt32(digits, radix: 16) else {
      return nil
    }
    position += 4
    return value
  }

  /// Reads a number (RFC 8259, section 6): no plus sign, no leading zeros, digits on both sides of the point.
  private mutating func number() -> JSONValue? {
    let start = position
    skip("-")
    let isZero = peek == UInt8(ascii: "0")
    let whole = digits()
    guard whole > 0, whole == 1 || !isZero, !skip(".") || digits() > 0 else { return nil }
    if skip("e") || skip("E") {
      if !skip("+") { skip("-") }
      guard digits() > 0 else { return nil }
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if let integer = Int64(text) { return .integer(integer) }
    return Double(text).flatMap { $0.isFinite ? .number($0) : nil }
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipBlanks() {
    while let byte = peek, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { position += 1 }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipBlanks()
    return skip(character)
  }

  @discardableResult
  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  /// Skips digits and gives their number.
  private mutating func digits() -> Int {
    let start = position
    while let byte = peek, byte.isDigit { position += 1 }
    return position - start
  }

  private mutating func word(_ text: StaticString) -> Bool {
    let isThere = text.withUTF8Buffer { bytes[position...].starts(with: $0) }
    if isThere { position += text.utf8CodeUnitCount }
    return isThere
  }
}
