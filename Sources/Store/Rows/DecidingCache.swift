import RolloutRules
import Synchronization

/// The rows of the tables that decide as they were read last, by the digest that they were found to have. What is sealed
/// names a digest: rows that have it are the right ones, whatever the file holds by now, so that they are not read again as
/// long as nothing was changed.
final class DecidingCache: Sendable {
  private let known = Mutex<[DecidingTable: (digest: String, rows: DecidingRows)]>([:])

  func rows(of table: DecidingTable, _ digest: String) -> DecidingRows? {
    known.withLock { $0[table].flatMap { $0.digest == digest ? $0.rows : nil } }
  }

  func keep(_ rows: DecidingRows, _ digest: String) { known.withLock { $0[rows.table] = (digest, rows) } }
}
