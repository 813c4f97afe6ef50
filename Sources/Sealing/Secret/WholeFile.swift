import Foundation

/// Files that are written as a whole or not at all, and that only their owner may read: written beside their path, and
/// put into place only then.
public enum WholeFile {
  /// The system's error number (errno).
  public struct Failure: Error, Equatable {
    public let reason: Int32
  }

  /// Writes a file. With `replacing` an existing file is replaced; without it an existing file stays and false is
  /// returned, so that of two writers one wins. A synchronised file survives a power loss, its name in the folder
  /// included; without that the earlier file may come back.
  @discardableResult
  public static func write(
    _ data: Data, to path: String, replacing: Bool = true, isSynchronised: Bool = true
  ) throws(Failure) -> Bool {
    let draft = "\(path).\(getpid()).\(UInt64.random(in: 0 ... .max))"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw Failure(reason: errno) }
    defer { unlink(draft) }
    let reason = fill(descriptor, data, isSynchronised: isSynchronised)
    close(descriptor)
    guard reason == 0 else { throw Failure(reason: reason) }
    if replacing {
      guard rename(draft, path) == 0 else { throw Failure(reason: errno) }
    } else if link(draft, path) != 0 {
      guard errno == EEXIST else { throw Failure(reason: errno) }
      return false
    }
    if isSynchronised { synchroniseFolder(of: path) }
    return true
  }

  /// Writes the bytes; gives 0, or the system's error number.
  private static func fill(_ descriptor: Int32, _ data: Data, isSynchronised: Bool) -> Int32 {
    let written = data.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    guard written == data.count else {
      // Only a full disk takes a part of the bytes.
      return written >= 0 ? ENOSPC : errno
    }
    return !isSynchronised || fsync(descriptor) == 0 ? 0 : errno
  }

  static func synchroniseFolder(of path: String) {
    let folder = (path as NSString).deletingLastPathComponent
    let descriptor = open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}
