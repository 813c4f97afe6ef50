import Text

/// Cuts bytes into lines and refuses those that no script may have: invalid UTF-8, control characters, endless lines.
///
/// Reads no further than it must, so that a script may come through a pipe that stays open.
public struct LineReader {
  /// The largest length of one line in bytes, without its end.
  public static let longestLine = 64 * 1024

  private let file: String
  private let more: () throws -> [UInt8]
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false
  private var number = 0

  /// `more` gives the next bytes; an empty array means the end.
  public init(file: String, more: @escaping () throws -> [UInt8]) {
    self.file = file
    self.more = more
  }

  public init(file: String, bytes: [UInt8]) {
    self.init(file: file, more: { [] })
    buffer = bytes
  }

  /// The next line; nil at the end. Throws a `Diagnostic`, or an error of `more`.
  public mutating func next() throws -> SourceLine? {
    while true {
      let window = buffer[start...].prefix(Self.longestLine + 2)
      if let end = window.firstIndex(of: Self.newline) {
        start = end + 1
        return try line(buffer[window.startIndex..<end])
      }
      if window.count > Self.longestLine + 1 || isAtEnd {
        guard !window.isEmpty else { return nil }
        start += window.count
        return try line(window)
      }
      try fill()
    }
  }

  private static let newline = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  private mutating func fill() throws {
    let bytes = try more()
    isAtEnd = bytes.isEmpty
    buffer.removeFirst(start)
    start = 0
    buffer += bytes
  }

  private mutating func line(_ bytes: ArraySlice<UInt8>) throws -> SourceLine {
    number += 1
    let content = bytes.last == Self.carriageReturn ? bytes.dropLast() : bytes
    guard content.count <= Self.longestLine else {
      throw diagnostic(content.prefix(Self.longestLine), column: nil, .lineTooLong(bytes: Self.longestLine))
    }
    return SourceLine(file: file, number: number, scalars: try scalars(content))
  }

  private func scalars(_ bytes: ArraySlice<UInt8>) throws -> [Unicode.Scalar] {
    var scalars: [Unicode.Scalar] = []
    scalars.reserveCapacity(bytes.count)
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar):
        if number == 1, scalars.isEmpty, scalar == Self.byteOrderMark { continue }
        guard !scalar.isForbidden else {
          throw diagnostic(bytes, column: scalars.count + 1, .controlCharacter(scalar))
        }
        scalars.append(scalar)
      case .emptyInput: return scalars
      case .error: throw diagnostic(bytes, column: scalars.count + 1, .invalidUTF8)
      }
    }
  }

  private static let byteOrderMark: Unicode.Scalar = "\u{FEFF}"

  /// The diagnostic of a fault; without a column, just behind the bytes given.
  private func diagnostic(_ bytes: ArraySlice<UInt8>, column: Int?, _ fault: SyntaxFault) -> Diagnostic {
    let line = SourceLine(
      file: file, number: number, scalars: Array(String(decoding: bytes, as: UTF8.self).unicodeScalars))
    return Diagnostic(fault, at: Place(line: line, column: column ?? line.scalars.count + 1))
  }
}

extension Unicode.Scalar {
  /// Whether the character is a control (tab aside), a line separator, or a mark that makes text look like another.
  var isForbidden: Bool {
    switch value {
    case 0x09: false
    case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
