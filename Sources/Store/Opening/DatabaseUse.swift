import Foundation
import Sealing

/// Why a program opens a database. A sandbox is open to all of them; a real database is for few (docs/architecture.md,
/// "Who opens what").
public enum DatabaseUse: Sendable, Hashable, CaseIterable {
  /// `chaka-engine serve`: owns the database as long as it runs. One at a time.
  case service
  /// `chaka-engine run`: works beside the service, or alone.
  case worker
  /// `chaka-engine drain`, `chaka-admin init`: while no service runs.
  case maintenance
  /// The operators' console and its scripts.
  case console
  /// `chaka`, for one person.
  case person
  /// `chaka-bench`.
  case bench

  /// The uses for which a real database is the service's alone: these programs speak to it.
  static let beyondService: Set<DatabaseUse> = [.console, .bench]
}

extension StoreLocation {
  /// Admits a program to the database, and gives the lock that it holds as long as it has the database open; nil where
  /// it holds none. A sandbox admits everybody. `known` says where the machine's service is to be found, for messages.
  ///
  /// Throws `StoreFault.serviceRunning` where a service stands in the way, `serviceOnly` where this use is the service's,
  /// and `notServiceAccount` for another account than the one that owns a real database.
  public func admit(_ use: DatabaseUse, known: @autoclosure () -> ServiceNotice) throws(StoreFault) -> ServiceLock? {
    guard isReal else { return nil }
    try requireOwner(known())
    switch use {
    case .service: return try ServiceLock.take(.alone, at: self)
    case .maintenance: return try ServiceLock.take(.shared, at: self)
    case .worker: return nil
    case .console, .person, .bench:
      guard DatabaseUse.beyondService.contains(use) else { return nil }
      let running = ServiceLock.holder(at: self)
      throw .serviceOnly((running ?? ServiceLock.latest(at: self)).filled(from: known()), isRunning: running != nil)
    }
  }

  /// Whether a real database stands here, as far as file and secret tell. What else there is the opening finds out.
  private var isReal: Bool {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else { return false }
    return (try? ServerSecret.load(from: secrets).isSandbox) == false
  }

  /// Nobody but its owner opens a real database: files that the superuser left behind would end the service's work.
  private func requireOwner(_ known: ServiceNotice) throws(StoreFault) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_uid != geteuid() else { return }
    throw known.isEmpty ? .notServiceAccount : .serviceOnly(known, isRunning: nil)
  }
}
