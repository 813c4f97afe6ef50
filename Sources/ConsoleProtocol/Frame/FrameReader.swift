import Text

/// Cuts the bytes of a connection into frames. Pure; bytes may come in any pieces.
public struct FrameReader: Sendable {
  private var buffer: [UInt8] = []
  private var start = 0
  private static let prefix = 8

  public init() {}

  /// Whether a frame has begun and is not complete yet.
  public var isInside: Bool { start < buffer.count }

  public mutating func take(_ bytes: some Collection<UInt8>) {
    if start == buffer.count {
      buffer.removeAll(keepingCapacity: buffer.count < 1 << 16)
      start = 0
    }
    buffer += bytes
  }

  /// The next whole frame; nil until more bytes have come. Throws `ConsoleFault` for what is none: nothing behind it
  /// can be read any more.
  public mutating func next() throws(ConsoleFault) -> Frame? {
    guard buffer.count - start >= Self.prefix else { return nil }
    let (header, bytes) = (number(at: 0), number(at: 4))
    guard header <= Frame.largestHeader, bytes <= Frame.largestBytes else { throw .tooLarge }
    guard header > 0 else { throw .malformed }
    guard buffer.count - start >= Self.prefix + header + bytes else { return nil }
    let from = start + Self.prefix
    let text = Array(buffer[from..<from + header])
    guard let value = try? JSONValue(utf8: text), case .object = value else { throw .malformed }
    let frame = Frame(value, Array(buffer[(from + header)..<(from + header + bytes)]))
    start += Self.prefix + header + bytes
    return frame
  }

  private func number(at offset: Int) -> Int {
    (0..<4).reduce(0) { $0 << 8 | Int(buffer[start + offset + $1]) }
  }
}
