import Foundation

/// Files that only their owner may read, written as a whole or not at all.
public enum SecretFile {
  /// Reads a file, which is opened once, so that the checked file is the one that is read. A file that others may use
  /// is refused (`FileRights`).
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

  /// Writes a file, synchronised as in `WholeFile`.
  @discardableResult
  public static func write(_ data: Data, to path: String, replacing: Bool) throws(SecretFault) -> Bool {
    do {
      return try WholeFile.write(data, to: path, replacing: replacing)
    } catch {
      throw .notWritten(path: path, reason: error.reason)
    }
  }

  /// Overwrites and removes a file; does nothing if there is none.
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
    WholeFile.synchroniseFolder(of: path)
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
}
