import Foundation

/// Frames a text so that its size tells only the number of steps: 4 bytes of length, big-endian, the text, zeros to the
/// next step. A text has one frame.
package struct Padding: Sendable {
  package let step: Int

  package static let answer = Padding(step: 1_024)
  package static let identity = Padding(step: 256)

  private static let prefix = 4

  package func pad(_ text: Data) -> Data {
    var padded = Data(count: size(of: text.count))
    padded.withUnsafeMutableBytes { bytes in
      bytes.storeBytes(of: UInt32(text.count).bigEndian, as: UInt32.self)
      UnsafeMutableRawBufferPointer(rebasing: bytes[Self.prefix...]).copyBytes(from: text)
    }
    return padded
  }

  /// The text; nil if the frame is not whole steps, has another length than its text needs, or is not filled with
  /// zeros.
  package func unpad(_ padded: Data) -> Data? {
    guard !padded.isEmpty, padded.count % step == 0 else { return nil }
    let length = padded.prefix(Self.prefix).reduce(0) { $0 << 8 | Int($1) }
    guard length <= padded.count - Self.prefix, padded.count == size(of: length) else { return nil }
    let rest = padded.dropFirst(Self.prefix)
    guard rest.dropFirst(length).allSatisfy({ $0 == 0 }) else { return nil }
    return Data(rest.prefix(length))
  }

  /// The size of the frame of a text of `length` bytes.
  package func size(of length: Int) -> Int { (Self.prefix + length + step - 1) / step * step }
}

/// Joins texts so that no two lists give the same bytes: each is preceded by its length in 4 bytes, big-endian.
package func lengthPrefixed(_ texts: [String]) -> Data {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(texts.reduce(0) { $0 + 4 + $1.utf8.count })
  for text in texts {
    withUnsafeBytes(of: UInt32(text.utf8.count).bigEndian) { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: text.utf8)
  }
  return Data(bytes)
}
