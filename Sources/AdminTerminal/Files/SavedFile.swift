import AdminShell
import Foundation
import Program

/// The file of `| save FILE`: checked before the command is done, and replaced only as a whole.
final class SavedFile: SavedOutput {
  private let path: String
  private let draft: String
  private let descriptor: Int32
  private var isDone = false

  /// Throws a `FileFault` if the path cannot be written, or is one of the programs' own; nothing is changed by then.
  init(path: String, sparing own: OwnFiles = .none) throws(FileFault) {
    guard !own.hold(path) else { throw .protected(path) }
    self.path = path
    draft = path + ".\(getpid()).part"
    try Self.refuseWhatIsNoFile(path)
    descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .unwritable(path, reason: errno) }
    fchmod(descriptor, 0o600)
  }

  /// Throws for a path that is no regular file, and for a read-only file, though its folder would allow replacing it.
  private static func refuseWhatIsNoFile(_ path: String) throws(FileFault) {
    var facts = stat()
    guard stat(path, &facts) == 0 else {
      if errno == ENOENT { return }
      throw .unwritable(path, reason: errno)
    }
    switch facts.st_mode & S_IFMT {
    case S_IFREG: if access(path, W_OK) != 0 { throw .unwritable(path, reason: errno) }
    case S_IFDIR: throw .unwritable(path, reason: EISDIR)
    default: throw .unwritable(path, reason: EINVAL)
    }
  }

  func finish(_ text: String) throws { try finish(Array(text.utf8)) }

  /// Puts the bytes in place of the earlier file.
  func finish(_ bytes: [UInt8]) throws(FileFault) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 || errno == EINTR else { throw .unwritable(path, reason: errno) }
      rest = rest.dropFirst(max(0, count))
    }
    guard fsync(descriptor) == 0, rename(draft, path) == 0 else { throw .unwritable(path, reason: errno) }
    isDone = true
  }

  deinit {
    close(descriptor)
    if !isDone { unlink(draft) }
  }
}
