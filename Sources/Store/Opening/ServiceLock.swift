import Foundation
import Text

/// The lock of the one service that owns a real database: a file beside it, locked for as long as the object lives.
///
/// The kernel releases the lock however the process ends, so nothing of a dead service stands in the way of the next. The
/// file is never unlinked: two processes could otherwise lock two files of one name. Its content says where the service
/// is, for messages (`ServiceNotice`); only the lock decides.
public final class ServiceLock: Sendable {
  /// What the holder lets others do.
  public enum Mode: Sendable {
    /// The service: nobody else holds the lock.
    case alone
    /// Maintenance: others like it work beside, and no service starts.
    case shared

    fileprivate var operation: Int32 { self == .alone ? LOCK_EX : LOCK_SH }
  }

  private let descriptor: Int32

  private init(descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// How often the lock is tried. Whoever asks whether a service runs holds it for a moment, and a file may have been put
  /// in its place.
  private static let attempts = 10
  private static let pauseMicroseconds: UInt32 = 20_000
  /// The largest content that is read.
  private static let largestContent = 4_096

  /// Takes the lock, without waiting for whoever holds it. Throws `StoreFault.serviceRunning` where a service, or for the
  /// service a program of maintenance, holds it.
  static func take(_ mode: Mode, at location: StoreLocation) throws(StoreFault) -> ServiceLock {
    let path = location.serviceFile
    for attempt in 1...attempts {
      let lock = try ServiceLock(path)
      if try lock.obtain(mode, path) {
        guard lock.isStill(at: path) else { continue }
        if mode == .alone { lock.note(ServiceNotice()) }
        return lock
      }
      if attempt < attempts, mode == .alone, holder(at: location) == nil { usleep(pauseMicroseconds) } else { break }
    }
    throw .serviceRunning(holder(at: location))
  }

  /// What the service that runs on the database says of itself; nil if none does, or this account cannot tell.
  static func holder(at location: StoreLocation) -> ServiceNotice? {
    guard let lock = try? ServiceLock(location.serviceFile, creating: false) else { return nil }
    return flock(lock.descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK ? lock.content : nil
  }

  /// What the latest service said of itself, whether or not it still runs.
  static func latest(at location: StoreLocation) -> ServiceNotice {
    (try? ServiceLock(location.serviceFile, creating: false))?.content ?? ServiceNotice()
  }

  /// Writes where the service is, for the messages of other programs. A failure changes nothing else.
  func note(_ notice: ServiceNotice) {
    guard ftruncate(descriptor, 0) == 0, !notice.members.isEmpty else { return }
    let bytes = JSONValue.object(notice.members).compactBytes + [UInt8(ascii: "\n")]
    _ = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
  }

  private convenience init(_ path: String, creating: Bool = true) throws(StoreFault) {
    let flags = O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
    let descriptor = open(path, creating ? flags | O_CREAT : flags, 0o600)
    guard descriptor >= 0 else {
      throw errno == ENOSPC || errno == EDQUOT ? .diskFull(path) : .databaseReadOnly(path, .folder)
    }
    self.init(descriptor: descriptor)
    // Whoever can open the file can hold the lock.
    if creating { fchmod(descriptor, 0o600) }
  }

  /// Gives whether the lock was free.
  private func obtain(_ mode: Mode, _ path: String) throws(StoreFault) -> Bool {
    if flock(descriptor, mode.operation | LOCK_NB) == 0 { return true }
    let reason = errno
    guard reason == EWOULDBLOCK || reason == EINTR else {
      throw .failed("flock \(path)", engineCode: Int(reason))
    }
    return false
  }

  /// Whether the name still leads to the locked file.
  private func isStill(at path: String) -> Bool {
    var (own, named) = (stat(), stat())
    return fstat(descriptor, &own) == 0 && lstat(path, &named) == 0
      && own.st_dev == named.st_dev && own.st_ino == named.st_ino
  }

  private var content: ServiceNotice {
    var bytes = [UInt8](repeating: 0, count: Self.largestContent)
    let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
    return ServiceNotice(content: Array(bytes.prefix(max(0, count))))
  }
}
