import AdminShell
import Foundation

/// The bytes of a file or of standard input, in pieces as they come.
final class ByteInput {
  private let path: String
  private let descriptor: Int32
  private let isOwned: Bool

  init(path: String, flags: Int32 = 0) throws {
    self.path = path
    descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC | flags)
    isOwned = true
    guard descriptor >= 0 else { throw FileFault.unreadable(path, reason: errno) }
  }

  /// Throws `FileFault` for a pipe, a device or a folder, without waiting.
  convenience init(regularFile path: String) throws {
    try self.init(path: path, flags: O_NONBLOCK)
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw FileFault.unreadable(path, reason: status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL)
    }
  }

  /// Standard input, which stays open.
  init() {
    path = SourceName.standardInput
    descriptor = STDIN_FILENO
    isOwned = false
  }

  deinit { if isOwned { close(descriptor) } }

  /// The bytes that come without a pause, up to the end if there is none; at most as many as a script may have.
  func arrived() throws -> (bytes: [UInt8], isWhole: Bool) {
    var bytes: [UInt8] = []
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while bytes.count <= ScriptFile.largest, poll(&request, 1, Self.longestPause) > 0 {
      guard let more = try next() else { return (bytes, true) }
      bytes += more
    }
    return (bytes, false)
  }

  /// The longest pause in a script that comes through a pipe, in milliseconds.
  private static let longestPause: Int32 = 100

  /// The next bytes; nil at the end.
  func next() throws -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 16 * 1024)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count > 0 { return Array(buffer[..<count]) }
      if count == 0 { return nil }
      guard errno == EINTR else { throw FileFault.unreadable(path, reason: errno) }
    }
  }
}
