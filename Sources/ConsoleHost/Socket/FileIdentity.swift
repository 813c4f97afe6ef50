import Foundation

/// A file, whatever its path.
struct FileIdentity: Equatable {
  private let device: UInt64
  private let number: UInt64

  /// The socket at a path, not behind a link; nil if there is none, or something else.
  init?(socket path: String) {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFSOCK else { return nil }
    device = UInt64(status.st_dev)
    number = UInt64(status.st_ino)
  }
}
