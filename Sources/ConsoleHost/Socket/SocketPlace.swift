import Foundation
import Program

/// The place of a socket: it is made beside it under another name, gets its rights there, and is then put in place.
struct SocketPlace {
  private let path: String
  /// The name of the socket while nobody may find it.
  private let beside: String
  /// The name of what stood in the place, while it is looked at.
  private let aside: String

  init(path: String) {
    self.path = path
    let folder = path.folder == "/" ? "" : path.folder
    // Short, so that it fits where the path does.
    let name = String(UInt32.random(in: 0 ... .max), radix: 36)
    (beside, aside) = (folder + "/." + name, folder + "/," + name)
  }

  /// A socket beside the place, for its owner alone. The kernel makes the file with the socket's own mode (unix(7) does
  /// not say so; Linux does), so that the process's umask, which every thread shares, is left alone.
  func makeSocket() throws(SocketFault) -> Int32 {
    guard SocketAddress.with(path, { _, _ in true }) != nil, SocketAddress.with(beside, { _, _ in true }) != nil else {
      throw .tooLong(path)
    }
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
    let descriptor = socket(AF_UNIX, kind, 0)
    guard descriptor >= 0 else { throw .unusable(path, number: errno) }
    guard fchmod(descriptor, 0o600) == 0,
      SocketAddress.with(beside, { Foundation.bind(descriptor, $0, $1) }) == 0
    else {
      let number = errno
      Foundation.close(descriptor)
      throw .unusable(path, number: number)
    }
    return descriptor
  }

  /// The rights of the group. Only root, and who is a member of it, may give a file to a group.
  func give(to group: UInt32, named name: String) throws(SocketFault) {
    guard lchown(beside, UInt32.max, group) == 0 else {
      throw errno == EPERM ? .foreignGroup(name) : .unusable(path, number: errno)
    }
    guard chmod(beside, 0o660) == 0 else { throw .unusable(path, number: errno) }
  }

  /// The socket in its place, under no other name.
  func take() throws(SocketFault) -> FileIdentity {
    for _ in 0..<8 {
      if link(beside, path) == 0 {
        unlink(beside)
        guard let identity = FileIdentity(socket: path) else { throw .inUse(path) }
        return identity
      }
      guard errno == EEXIST else { throw .unusable(path, number: errno) }
      try clear()
    }
    throw .inUse(path)
  }

  func giveUp() { unlink(beside) }

  /// Takes away what a dead service left. Whatever turns out to be alive, or no socket, stays or comes back.
  private func clear() throws(SocketFault) {
    try requireDead(path)
    guard rename(path, aside) == 0 else {
      if errno == ENOENT { return }
      throw .unusable(path, number: errno)
    }
    // Another service may have put its own there just now.
    do throws(SocketFault) { try requireDead(aside) } catch {
      link(aside, path)
      unlink(aside)
      throw error
    }
    unlink(aside)
  }

  private func requireDead(_ name: String) throws(SocketFault) {
    var status = stat()
    guard lstat(name, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFSOCK else { throw .occupied(path) }
    let probe = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    guard probe >= 0 else { throw .unusable(path, number: errno) }
    defer { Foundation.close(probe) }
    let outcome = SocketAddress.with(name) { Foundation.connect(probe, $0, $1) == 0 ? 0 : errno }
    // ENOENT: it has gone meanwhile.
    guard outcome == ECONNREFUSED || outcome == ENOENT else { throw .inUse(path) }
  }
}
