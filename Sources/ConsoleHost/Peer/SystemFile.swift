import Foundation

/// A small file that the kernel makes, such as those below `/proc`: its size is not known before it is read.
enum SystemFile {
  /// The largest one that is read: a user namespace has 340 lines of accounts at most.
  private static let largest = 65_536

  /// The content; nil if the file cannot be read, or is larger than any that is expected.
  static func bytes(_ path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var content: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 4_096)
    while content.count <= largest {
      let count = read(descriptor, &part, part.count)
      if count < 0, errno == EINTR { continue }
      if count < 0 { return nil }
      if count == 0 { return content }
      content += part[..<count]
    }
    return nil
  }

  /// The content as text, without anything that is none.
  static func text(_ path: String) -> String? { bytes(path).map { String(decoding: $0, as: UTF8.self) } }
}
