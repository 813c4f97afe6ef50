import Foundation

/// Files that only their owner may read, written so that they are whole or not there.
public enum SecretFile {
  /// What is looked at is what is read: the file is opened once. One that others may use is not read (`FileRights`).
  public static func read(_ path: String) throws(SecretFault) -> Data {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw errno == ENOENT ? .missing(path: path) : .unusable(path: path) }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, FileRights(status) == .own,
      let data = try? file.readToEnd() ?? Data()
    else { throw .unusable(path: path) }
    return data
  }

  /// Writes beside the path, synchronises, and links into place. With `replacing` an existing file is replaced;
  /// without it an existing file stays and false is returned, so that of two writers one wins.
  @discardableResult
  public static func write(_ data: Data, to path: String, replacing: Bool) throws(SecretFault) -> Bool {
    let temporary = "\(path).\(getpid()).\(UInt64.random(in: 0 ... .max))"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    guard descriptor >= 0 else { throw .notWritten(path: path, reason: errno) }
    let written = data.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    let isWhole = written == data.count && fsync(descriptor) == 0
    // Only a full disk takes a part.
    let reason = written >= 0 && written < data.count ? ENOSPC : errno
    close(descriptor)
    defer { unlink(temporary) }
    guard isWhole else { throw .notWritten(path: path, reason: reason) }
    if replacing {
      guard rename(temporary, path) == 0 else { throw .notWritten(path: path, reason: errno) }
    } else if link(temporary, path) != 0 {
      guard errno == EEXIST else { throw .notWritten(path: path, reason: errno) }
      return false
    }
    synchroniseFolder(of: path)
    return true
  }

  /// Overwrites and removes a file; one that is not there is already gone.
  static func destroy(_ path: String) throws(SecretFault) {
    let descriptor = open(path, O_WRONLY)
    guard descriptor >= 0 else {
      if errno == ENOENT { return }
      throw .unusable(path: path)
    }
    let size = Int(lseek(descriptor, 0, SEEK_END))
    let zeros = [UInt8](repeating: 0, count: max(0, size))
    let written = pwrite(descriptor, zeros, zeros.count, 0)
    fsync(descriptor)
    close(descriptor)
    guard written == zeros.count, unlink(path) == 0 || errno == ENOENT else { throw .unusable(path: path) }
    synchroniseFolder(of: path)
  }

  /// Makes a folder of secrets, or takes others' rights to it away.
  static func makeFolder(_ path: String) throws(SecretFault) {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      try FileRights.putRight(path)
    } catch {
      throw .unusable(path: path)
    }
  }

  private static func synchroniseFolder(of path: String) {
    let descriptor = open((path as NSString).deletingLastPathComponent, O_RDONLY | O_DIRECTORY)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}
