import Foundation

/// The identity of a file, whatever its name.
public struct FileIdentity: Sendable, Equatable {
  private let device: UInt64
  private let inode: UInt64

  /// Nil if there is no such file.
  public init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  fileprivate init(_ status: stat) {
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
  }
}

/// A file with the time of its last write, by which a file is noticed that another program has replaced.
public struct FileStamp: Sendable, Equatable {
  private let file: FileIdentity
  private let seconds: Int
  private let nanoseconds: Int

  /// Nil if there is no such file.
  public init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    file = FileIdentity(status)
    seconds = status.st_mtim.tv_sec
    nanoseconds = status.st_mtim.tv_nsec
  }
}
