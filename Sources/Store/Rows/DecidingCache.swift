import RolloutRules
import Synchronization

/// The rows of the tables that decide as they were read last, by their digest. The seal names a digest, so rows that
/// have it are the sealed ones, and are not read from the file again until something changes.
final class DecidingCache: Sendable {
  private let known = Mutex<[DecidingTable: (digest: String, rows: DecidingRows)]>([:])

  func rows(of table: DecidingTable, _ digest: String) -> DecidingRows? {
    known.withLock { $0[table].flatMap { $0.digest == digest ? $0.rows : nil } }
  }

  func keep(_ rows: DecidingRows, _ digest: String) { known.withLock { $0[rows.table] = (digest, rows) } }
}
