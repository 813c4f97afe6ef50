import Foundation
import GRDB
import GRDBSQLite

extension StoreFault {
  /// The fault of an error that SQLite, or GRDB about it, gave for the file at `path`.
  init(_ error: any Error, path: String) {
    let (code, message) =
      switch error {
      case let failure as SQLiteFailure: (failure.code, failure.message)
      case let failure as DatabaseError: (failure.extendedResultCode.rawValue, failure.message ?? "")
      default: (SQLITE_ERROR, "\(type(of: error))")
      }
    if let key = UniqueKey(code: code, message: message) {
      self = .notUnique(key)
      return
    }
    switch code & 0xff {
    case SQLITE_FULL: self = .diskFull(path)
    case SQLITE_BUSY, SQLITE_LOCKED: self = .databaseLocked(path, by: LogReaders.writers(ofDatabase: path))
    case SQLITE_READONLY, SQLITE_PERM: self = .databaseReadOnly(path)
    case SQLITE_NOTADB: self = .databaseNotOurs(path)
    case SQLITE_CORRUPT: self = .corrupt("\(path)")
    case SQLITE_IOERR where !Self.hasRoom(path): self = .diskFull(path)
    case SQLITE_CANTOPEN where access(path, F_OK) != 0: self = .databaseMissing(path)
    default: self = .failed(message, engineCode: Int(code))
    }
  }

  /// Whether the disk has room for a few pages: SQLite's shared memory fails with an I/O error on a full one.
  private static func hasRoom(_ path: String) -> Bool {
    var status = statvfs()
    guard statvfs(path, &status) == 0 else { return true }
    return UInt64(status.f_bavail) * UInt64(status.f_frsize) > 256 * 1024
  }
}
