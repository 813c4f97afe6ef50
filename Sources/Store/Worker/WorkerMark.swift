import Foundation

/// A file beside the database that a worker keeps locked for as long as it lives: however the process dies, the lock
/// goes with it, and others take over its work at once instead of waiting for the lease to end.
public final class WorkerMark: Sendable {
  /// The worker's identifier in its claims.
  public let id: String
  private let path: String
  private let descriptor: Int32

  private static let infix = "-worker-"
  /// The infix of a mark's name until it is locked: nobody looks for such files.
  private static let infixInTheMaking = "-new-"

  /// Throws `StoreFault.databaseReadOnly` where no file can be made.
  public init(for store: Store) throws(StoreFault) {
    id = String(UInt64.random(in: .min ... .max), radix: 36)
    path = store.path + Self.infix + id
    let fresh = store.path + Self.infixInTheMaking + id
    descriptor = open(fresh, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .databaseReadOnly(path, .folder) }
    // Locked before the file gets its final name, so that whoever finds that name finds it locked.
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, rename(fresh, path) == 0 else {
      unlink(fresh)
      throw .databaseReadOnly(path, .folder)
    }
  }

  deinit {
    unlink(path)
    close(descriptor)
  }

  /// Releases the claims of workers that have died, and deletes their marks.
  static func releaseDead(of store: Store, _ release: (_ id: String) async throws -> Void) async throws {
    for file in files(ofDatabase: store.path) {
      let descriptor = open(file, O_RDWR | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      defer { close(descriptor) }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { continue }
      try await release(String(file.dropFirst((store.path + infix).count)))
      unlink(file)
    }
  }

  /// The paths of the marks of all workers, living or not, in order.
  static func files(ofDatabase path: String) -> [String] {
    let file = URL(fileURLWithPath: path)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: file.deletingLastPathComponent().path)) ?? []
    let prefix = file.lastPathComponent + infix
    return names.filter { $0.hasPrefix(prefix) }.sorted().map { path + infix + $0.dropFirst(prefix.count) }
  }
}

extension Store {
  /// Makes the work due at once that dead workers had taken on.
  public func takeOverFromDeadWorkers() async throws {
    try await WorkerMark.releaseDead(of: self) { id in
      try await submit { try $0.releaseClaims(of: id) }
    }
  }
}
